#include "dispatch/reassign_orders.h"

#include <chrono>
#include <utility>

#include "domain/orders.h"
#include "telemetry/background_loop.h"
#include "unit_selection/choose_reassignment.h"

namespace turnout::dispatch {
namespace {

constexpr std::size_t kMaxCandidates = 5;
constexpr std::chrono::seconds kLongestSleep{60};

}  // namespace

OrderReassigner::OrderReassigner(boost::asio::io_context& io, chassis::District& district)
    : io_(io), district_(district), queue_(io) {}

Awaitable<void> OrderReassigner::run() {
  for (const auto& [id, incident] : district_.view.open_incidents()) note(*incident);
  return telemetry::run_loop(io_, district_.metrics, telemetry::Loop::kOrderReassigner,
                             [this] { return work(); });
}

void OrderReassigner::take(const std::vector<event_store::Entry>& entries) {
  for (const event_store::Entry& entry : entries) {
    if (entry.incident) note(*entry.incident);
  }
}

void OrderReassigner::note(const v1::Incident& incident) {
  if (domain::order_to_reassign(incident)) queue_.add(incident.id());
}

Awaitable<void> OrderReassigner::work() {
  co_await queue_.wait_for(kLongestSleep);
  std::function<Awaitable<void>(std::string)> evaluate = [this](std::string incident_id) {
    return replace(std::move(incident_id));
  };
  co_await queue_.drain(std::move(evaluate));
}

Awaitable<void> OrderReassigner::replace(std::string incident_id) {
  co_await district_.follower.catch_up();
  const event_store::IncidentState incident = district_.view.open_incident(incident_id);
  if (!incident) co_return;
  const std::optional<std::uint32_t> order = domain::order_to_reassign(*incident);
  if (!order) co_return;
  std::set<std::string> taken;
  for (;;) {
    domain::Reassignment next = next_unit(*incident, taken);
    const auto done = co_await commit(*incident, *order, next);
    if (done) co_return;
    // Another process sent that unit, or the incident has no room for another order.
    taken.insert(next.unit_id);
  }
}

domain::Reassignment OrderReassigner::next_unit(const v1::Incident& incident,
                                                const std::set<std::string>& taken) const {
  if (taken.size() >= kMaxCandidates) {
    return {.unit_id = "",
            .reason = "the next " + std::to_string(kMaxCandidates) + " units were not free any more"};
  }
  return unit_selection::choose_reassignment({.incident = incident,
                                              .policy = district_.rules.policy,
                                              .now_ms = district_.clock.now_ms(),
                                              .last_positions = district_.last_positions},
                                             district_.view.units(), taken);
}

Awaitable<domain::Outcome<bool>> OrderReassigner::commit(const v1::Incident& incident, std::uint32_t order,
                                                         domain::Reassignment reassignment) {
  event_store::Target target;
  target.incident_id = incident.id();
  target.unit_ids.push_back(domain::find_order(incident, order)->unit_id());
  if (!reassignment.unit_id.empty()) target.unit_ids.push_back(reassignment.unit_id);
  event_store::Executor::Decide decide = [this, order, reassignment = std::move(reassignment)](
                                             const domain::Aggregates& states,
                                             std::int64_t now_ms) -> domain::Decision {
    // The unit was chosen to replace this order's unit. If another order needs a reassignment now, the log will show it.
    if (domain::order_to_reassign(states.incident) != order) return std::vector<v1::Event>();
    return domain::decide_reassignment(states, reassignment, district_.context(now_ms));
  };
  return district_.executor.act(std::move(target), std::move(decide));
}

}  // namespace turnout::dispatch
