#include "unit_selection/predict.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "domain/clocks.h"
#include "domain/orders.h"
#include "domain/policy.h"
#include "unit_selection/travel_estimate.h"

namespace turnout::unit_selection {
namespace {

using Instant = std::optional<std::int64_t>;

// A unit and when it would stop a clock.
struct Offer {
  std::string unit_id;
  Instant at_ms;
};

bool can_predict(const v1::Clock& clock) {
  const bool of_a_unit = clock.kind() == v1::CLOCK_KIND_TURNOUT || clock.kind() == v1::CLOCK_KIND_ARRIVAL;
  return of_a_unit && domain::can_fire(clock) &&
         (clock.stop() == v1::CLOCK_EDGE_EN_ROUTE || clock.stop() == v1::CLOCK_EDGE_ON_SCENE);
}

class ClockPredictor {
 public:
  ClockPredictor(const v1::Incident& incident, const domain::Context& context, const Units& units)
      : incident_(incident),
        now_ms_(context.now_ms),
        turnout_ms_(context.policy.turnout_time_ms() == 0 ? kDefaultTurnoutMs
                                                          : context.policy.turnout_time_ms()),
        policy_(context.policy),
        last_positions_(context.last_positions),
        units_(units) {}

  std::optional<domain::Prediction> of(const v1::Clock& clock) const {
    const bool nobody_is_sent = std::ranges::none_of(incident_.orders(), domain::is_active);
    std::optional<Offer> free;
    if (nobody_is_sent) free = best_free(clock.stop());
    const Instant predicted = nobody_is_sent ? without_order(clock.stop(), free) : with_orders(clock.stop());
    if (!predicted) return std::nullopt;
    domain::Prediction prediction{
        .kind = clock.kind(), .late = *predicted > clock.due_at_ms(), .predicted_at_ms = *predicted};
    if (!prediction.late) return prediction;
    if (!nobody_is_sent) free = best_free(clock.stop());
    if (free && free->at_ms && (nobody_is_sent || *free->at_ms < *predicted)) {
      prediction.alternative_unit_id = free->unit_id;
      prediction.alternative_at_ms = *free->at_ms;
    }
    return prediction;
  }

 private:
  // When a unit that leaves at `leaves_at_ms` reaches the edge.
  Instant reaches(v1::ClockEdge edge, std::int64_t leaves_at_ms, const Instant& travel_ms) const {
    if (edge == v1::CLOCK_EDGE_EN_ROUTE) return leaves_at_ms;
    return travel_ms ? Instant(leaves_at_ms + *travel_ms) : std::nullopt;
  }

  Instant travel_ms(const v1::Unit& unit) const {
    const double speed_mps = domain::travel_speed_mps(policy_, incident_.area_class(), unit.details().kind());
    const std::optional<TravelEstimate> way =
        travel_estimate(domain::last_position_of(unit, last_positions_), incident_.place(), speed_mps);
    return way ? Instant(way->travel_ms) : std::nullopt;
  }

  Instant with_order(v1::ClockEdge edge, const v1::Order& order) const {
    const auto unit = units_.find(order.unit_id());
    const Instant travel = unit == units_.end() ? std::nullopt : travel_ms(*unit->second);
    if (domain::find_stamp(order, v1::MILESTONE_EN_ROUTE) != nullptr) return reaches(edge, now_ms_, travel);
    const v1::Stamp* sent = domain::find_stamp(order, v1::MILESTONE_ASSIGNED);
    const std::int64_t sent_at_ms = sent == nullptr ? now_ms_ : sent->at_ms();
    return reaches(edge, std::max(sent_at_ms + turnout_ms_, now_ms_), travel);
  }

  Instant with_orders(v1::ClockEdge edge) const {
    Instant first;
    for (const v1::Order& order : incident_.orders()) {
      if (!domain::is_active(order)) continue;
      const Instant at_ms = with_order(edge, order);
      if (at_ms && (!first || *at_ms < *first)) first = at_ms;
    }
    return first;
  }

  Instant without_order(v1::ClockEdge edge, const std::optional<Offer>& free) const {
    // Assumed also if no unit is free: a unit that becomes free cannot be faster.
    return free ? free->at_ms : reaches(edge, now_ms_ + turnout_ms_, std::nullopt);
  }

  std::optional<Offer> best_free(v1::ClockEdge edge) const {
    const v1::Unit* best = nullptr;
    Instant best_travel;
    for (const auto& [id, unit] : units_) {
      if (unit->status() != v1::UNIT_STATUS_AVAILABLE) continue;
      const Instant travel = travel_ms(*unit);
      if (best != nullptr && !(travel && (!best_travel || *travel < *best_travel))) continue;
      best = unit.get();
      best_travel = travel;
    }
    if (best == nullptr) return std::nullopt;
    return Offer{.unit_id = best->id(), .at_ms = reaches(edge, now_ms_ + turnout_ms_, best_travel)};
  }

  const v1::Incident& incident_;
  std::int64_t now_ms_;
  std::int64_t turnout_ms_;
  const v1::Policy& policy_;
  const domain::LastPositions& last_positions_;
  const Units& units_;
};

}  // namespace

bool is_predictable(const v1::Incident& incident) {
  return std::ranges::any_of(incident.clocks(), can_predict);
}

std::vector<domain::Prediction> predict(const v1::Incident& incident, const domain::Context& context,
                                        const Units& units) {
  std::vector<domain::Prediction> predictions;
  const ClockPredictor predictor(incident, context, units);
  for (const v1::Clock& clock : incident.clocks()) {
    if (!can_predict(clock)) continue;
    if (auto prediction = predictor.of(clock)) predictions.push_back(std::move(*prediction));
  }
  return predictions;
}

}  // namespace turnout::unit_selection
