#include "domain/edges.h"

#include <algorithm>

namespace turnout::domain {
namespace {

using Instant = std::optional<std::int64_t>;

Instant earlier(Instant a, Instant b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

Instant reached_by(const v1::Incident& incident, v1::Milestone milestone, std::uint32_t order_number) {
  Instant first;
  for (const v1::Order& order : incident.orders()) {
    if (order_number != 0 && order.number() != order_number) continue;
    for (const v1::MilestoneStamp& reached : order.milestones()) {
      if (reached.milestone() < milestone || reached.milestone() > v1::MILESTONE_ON_SCENE) continue;
      first = earlier(first, reached.stamp().at_ms());
    }
  }
  return first;
}

Instant first_disposition(const v1::Incident& incident) {
  return incident.first_disposition_at_ms() == 0 ? Instant() : incident.first_disposition_at_ms();
}

}  // namespace

std::optional<std::int64_t> instant_of(const v1::Incident& incident, v1::ClockEdge edge,
                                       std::uint32_t order_number) {
  switch (edge) {
    case v1::CLOCK_EDGE_CALL:
      return incident.started_at_ms();
    case v1::CLOCK_EDGE_ASSIGNED:
      return reached_by(incident, v1::MILESTONE_ASSIGNED, order_number);
    case v1::CLOCK_EDGE_ACKNOWLEDGED:
      return reached_by(incident, v1::MILESTONE_ACKNOWLEDGED, order_number);
    case v1::CLOCK_EDGE_EN_ROUTE:
      return reached_by(incident, v1::MILESTONE_EN_ROUTE, order_number);
    case v1::CLOCK_EDGE_ON_SCENE:
      return reached_by(incident, v1::MILESTONE_ON_SCENE, order_number);
    case v1::CLOCK_EDGE_DISPOSITION:
      return first_disposition(incident);
    case v1::CLOCK_EDGE_RESPONDED:
      return earlier(reached_by(incident, v1::MILESTONE_ACKNOWLEDGED, order_number),
                     first_disposition(incident));
    default:
      return std::nullopt;
  }
}

bool is_of_each_order(const v1::EffectiveClock& limit) {
  return limit.start() == v1::CLOCK_EDGE_ASSIGNED;
}

}  // namespace turnout::domain
