#include "unit_selection/recommend.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "domain/clocks.h"
#include "domain/crew.h"
#include "domain/policy.h"
#include "unit_selection/travel_estimate.h"

namespace turnout::unit_selection {
namespace {

std::string seconds(std::int64_t duration_ms) {
  return std::to_string(duration_ms / 1'000) + " s";
}

// 0 = no arrival limit, or a unit on scene has stopped the clock.
std::int64_t arrival_due_ms(const v1::Incident& incident) {
  const v1::Clock* clock = domain::find_clock(incident, v1::CLOCK_KIND_ARRIVAL);
  return clock != nullptr && domain::is_running(*clock) ? clock->due_at_ms() : 0;
}

void predict(const Question& question, const TravelEstimate& way, v1::Candidate& candidate) {
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
    candidate.add_reasons("assumed to be at its base");
  } else if (question.now_ms - unit.position_at_ms() > domain::kFreshPositionMs) {
    candidate.add_reasons("last position " + seconds(question.now_ms - unit.position_at_ms()) + " old");
  }
}

void explain_crew(const Question& question, v1::Candidate& candidate) {
  if (domain::is_crewed(candidate.unit(), question.now_ms)) return;
  candidate.add_reasons(!candidate.unit().has_shift()
                            ? "nobody has signed on"
                            : "shift ended " +
                                  seconds(question.now_ms - candidate.unit().shift().ends_at_ms()) + " ago");
}

void explain_place(const Question& question, v1::Candidate& candidate) {
  if (question.incident.place().has_position()) return;
  candidate.add_reasons("place of the incident unknown");
  candidate.add_reasons(std::to_string(candidate.unit().orders_in_shift()) + " orders in this shift");
}

bool of_own_station(const Question& question, const v1::Unit& unit) {
  return !unit.details().station_id().empty() &&
         unit.details().station_id() == question.incident.station_id();
}

// An available unit with what ranks it.
struct Ranked {
  const v1::Unit* unit;
  std::optional<TravelEstimate> travel;
};

double speed_mps(const Question& question, const v1::Unit& unit) {
  return domain::travel_speed_mps(question.policy, question.incident.area_class(), unit.details().kind());
}

Ranked ranked(const Question& question, const v1::Unit& unit) {
  return {&unit, travel_estimate(domain::last_position_of(unit, question.last_positions),
                                 question.incident.place(), speed_mps(question, unit))};
}

v1::Candidate candidate_of(const Question& question, const Ranked& ranked) {
  v1::Candidate candidate;
  v1::Unit& unit = *candidate.mutable_unit();
  unit = domain::with_last_position(*ranked.unit, question.last_positions);
  unit.clear_applied();
  if (of_own_station(question, unit)) candidate.add_reasons("own station");
  explain_position(question, candidate);
  explain_crew(question, candidate);
  explain_place(question, candidate);
  if (ranked.travel) predict(question, *ranked.travel, candidate);
  return candidate;
}

std::string shortfall_of(const v1::RecommendUnitsResponse& response, std::size_t asked) {
  if (response.available() >= asked) return "";
  return std::to_string(response.available()) + " of " + std::to_string(asked) +
         " asked for: " + who_cannot_go(response);
}

bool is_crewed(const Question& question, const v1::Unit& unit) {
  return domain::is_crewed(unit, question.now_ms);
}

void count(const Question& question, const v1::Unit& unit, v1::RecommendUnitsResponse& response,
           std::vector<Ranked>& available) {
  if (unit.status() == v1::UNIT_STATUS_OUT_OF_SERVICE) {
    response.set_out_of_service(response.out_of_service() + 1);
  } else if (unit.status() != v1::UNIT_STATUS_AVAILABLE) {
    response.set_busy(response.busy() + 1);
  } else if (question.policy.crew_required() && !is_crewed(question, unit)) {
    response.set_without_crew(response.without_crew() + 1);
  } else {
    available.push_back(ranked(question, unit));
  }
}

}  // namespace

std::string who_cannot_go(const v1::RecommendUnitsResponse& response) {
  std::string sentence = std::to_string(response.busy()) + " are on incidents, " +
                         std::to_string(response.out_of_service()) + " out of service";
  if (response.without_crew() == 0) return sentence;
  return sentence + ", " + std::to_string(response.without_crew()) + " without a crew";
}

v1::RecommendUnitsResponse recommend(const Question& question, const Units& units,
                                     const std::set<std::string>& passed_over) {
  v1::RecommendUnitsResponse response;
  std::vector<Ranked> available;
  for (const auto& [id, unit] : units) {
    if (!passed_over.contains(id)) count(question, *unit, response, available);
  }
  response.set_available(static_cast<std::uint32_t>(available.size()));
  const auto best =
      available.begin() + static_cast<std::ptrdiff_t>(std::min(available.size(), question.max_count));
  std::ranges::partial_sort(available, best, {}, [&question](const Ranked& each) {
    return std::tuple(!each.travel, each.travel ? each.travel->travel_ms : 0,
                      !of_own_station(question, *each.unit), !is_crewed(question, *each.unit),
                      each.unit->orders_in_shift(), std::string_view(each.unit->id()));
  });
  for (auto each = available.begin(); each != best; ++each) {
    *response.add_candidates() = candidate_of(question, *each);
  }
  response.set_shortfall(shortfall_of(response, question.max_count));
  return response;
}

}  // namespace turnout::unit_selection
