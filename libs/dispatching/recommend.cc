#include "dispatching/recommend.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "dispatching/leg.h"
#include "domain/clocks.h"

namespace turnout::dispatching {
namespace {

std::string seconds(std::int64_t duration_ms) {
  return std::to_string(duration_ms / 1'000) + " s";
}

// 0 = no arrival limit, or it has been stopped by a unit on scene.
std::int64_t arrival_due_ms(const v1::Incident& incident) {
  const v1::Clock* clock = domain::find_clock(incident, v1::CLOCK_KIND_ARRIVAL);
  return clock != nullptr && domain::is_running(*clock) ? clock->due_at_ms() : 0;
}

void predict(const Question& question, const Leg& way, v1::Candidate& candidate) {
  candidate.set_distance_m(way.distance_m);
  candidate.set_travel_ms(way.travel_ms);
  candidate.set_arrival_at_ms(question.now_ms + candidate.travel_ms());
  const std::int64_t due_ms = arrival_due_ms(question.incident);
  candidate.set_in_time(due_ms == 0 || candidate.arrival_at_ms() <= due_ms);
  if (due_ms == 0) return;
  candidate.set_margin_ms(due_ms - candidate.arrival_at_ms());
  candidate.add_reasons(candidate.in_time()
                            ? "on scene " + seconds(candidate.margin_ms()) + " before the deadline"
                            : "on scene " + seconds(-candidate.margin_ms()) + " too late");
}

void explain_position(const Question& question, v1::Candidate& candidate) {
  const v1::Unit& unit = candidate.unit();
  if (!unit.has_position()) {
    candidate.add_reasons("position unknown");
  } else if (unit.position_at_ms() == 0) {
    candidate.add_reasons("taken to be at its base");
  } else if (question.now_ms - unit.position_at_ms() > domain::kFreshPositionMs) {
    candidate.add_reasons("last position " + seconds(question.now_ms - unit.position_at_ms()) + " old");
  }
}

void explain_shift(const Question& question, v1::Candidate& candidate) {
  const std::int64_t ends_at_ms = candidate.unit().shift().ends_at_ms();
  if (ends_at_ms == 0 || question.now_ms < ends_at_ms) return;
  candidate.add_reasons("shift ended " + seconds(question.now_ms - ends_at_ms) + " ago");
}

bool is_predicted(const v1::Candidate& candidate) {
  return candidate.arrival_at_ms() != 0;
}

bool of_own_station(const Question& question, const v1::Unit& unit) {
  return !unit.details().station_id().empty() &&
         unit.details().station_id() == question.incident.station_id();
}

v1::Candidate candidate_of(const Question& question, const v1::Unit& unit) {
  v1::Candidate candidate;
  *candidate.mutable_unit() = domain::where_it_is(unit, question.heard);
  if (of_own_station(question, unit)) candidate.add_reasons("own station");
  explain_position(question, candidate);
  explain_shift(question, candidate);
  const v1::Place& place = question.incident.place();
  if (!place.has_position()) candidate.add_reasons("place of the incident unknown");
  if (const auto way = leg(domain::whereabouts(unit, question.heard), place, question.speed_mps))
    predict(question, *way, candidate);
  return candidate;
}

std::string shortfall_of(const v1::RecommendUnitsResponse& response, std::size_t asked) {
  if (response.available() >= asked) return "";
  return std::to_string(response.available()) + " of " + std::to_string(asked) +
         " asked for: " + std::to_string(response.busy()) + " are on incidents, " +
         std::to_string(response.out_of_service()) + " out of service";
}

}  // namespace

v1::RecommendUnitsResponse recommend(const Question& question,
                                     const std::vector<std::shared_ptr<const v1::Unit>>& units) {
  v1::RecommendUnitsResponse response;
  std::vector<v1::Candidate> candidates;
  for (const auto& unit : units) {
    if (unit->status() == v1::UNIT_STATUS_AVAILABLE) {
      candidates.push_back(candidate_of(question, *unit));
    } else if (unit->status() == v1::UNIT_STATUS_OUT_OF_SERVICE) {
      response.set_out_of_service(response.out_of_service() + 1);
    } else {
      response.set_busy(response.busy() + 1);
    }
  }
  response.set_available(static_cast<std::uint32_t>(candidates.size()));
  std::ranges::sort(candidates, {}, [&question](const v1::Candidate& candidate) {
    return std::tuple(!is_predicted(candidate), candidate.arrival_at_ms(),
                      !of_own_station(question, candidate.unit()), candidate.unit().id());
  });
  candidates.resize(std::min(candidates.size(), question.most));
  for (v1::Candidate& candidate : candidates) *response.add_candidates() = std::move(candidate);
  response.set_shortfall(shortfall_of(response, question.most));
  return response;
}

}  // namespace turnout::dispatching
