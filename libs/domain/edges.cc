#include "domain/edges.h"

#include <algorithm>

#include "domain/orders.h"

namespace turnout::domain {
namespace {

using Instant = std::optional<std::int64_t>;

Instant reached_by(const v1::Incident& incident, v1::Milestone milestone, OrderRange orders) {
  Instant first;
  for (std::uint32_t number = orders.first; number <= orders.last; ++number) {
    const v1::Order* order = find_order(incident, number);
    if (order == nullptr) break;
    for (const v1::MilestoneStamp& reached : order->milestones()) {
      if (reached.milestone() < milestone || reached.milestone() > v1::MILESTONE_ON_SCENE) continue;
      first = earlier(first, reached.stamp().at_ms());
    }
  }
  return first;
}

Instant known(std::int64_t at_ms) {
  return at_ms == 0 ? Instant() : at_ms;
}

}  // namespace

std::optional<std::int64_t> earlier(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

std::optional<std::int64_t> instant_of(const v1::Incident& incident, v1::ClockEdge edge, OrderRange orders) {
  switch (edge) {
    case v1::CLOCK_EDGE_CALL:
      return incident.started_at_ms();
    case v1::CLOCK_EDGE_ASSIGNED:
      return reached_by(incident, v1::MILESTONE_ASSIGNED, orders);
    case v1::CLOCK_EDGE_ACKNOWLEDGED:
      return reached_by(incident, v1::MILESTONE_ACKNOWLEDGED, orders);
    case v1::CLOCK_EDGE_EN_ROUTE:
      return reached_by(incident, v1::MILESTONE_EN_ROUTE, orders);
    case v1::CLOCK_EDGE_ON_SCENE:
      return reached_by(incident, v1::MILESTONE_ON_SCENE, orders);
    case v1::CLOCK_EDGE_DISPOSITION:
      return known(incident.first_disposition_at_ms());
    case v1::CLOCK_EDGE_RESPONDED:
      return earlier(reached_by(incident, v1::MILESTONE_ACKNOWLEDGED, orders),
                     known(incident.first_disposition_at_ms()));
    case v1::CLOCK_EDGE_CLOSED:
      return incident.status() == v1::INCIDENT_STATUS_CLOSED ? known(incident.ended_at_ms()) : Instant();
    default:
      return std::nullopt;
  }
}

bool is_of_each_order(const v1::EffectiveClock& limit) {
  return limit.start() == v1::CLOCK_EDGE_ASSIGNED;
}

}  // namespace turnout::domain
