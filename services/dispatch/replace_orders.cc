#include "dispatch/replace_orders.h"

#include <chrono>
#include <utility>

#include "dispatching/successor.h"
#include "domain/assignments.h"
#include "domain/policy.h"
#include "telemetry/background_loop.h"

namespace turnout::dispatch {
namespace {

constexpr std::size_t kMostCandidates = 5;
constexpr std::chrono::seconds kLongestSleep{60};

}  // namespace

OrderReplacer::OrderReplacer(boost::asio::io_context& io, host::District& district)
    : io_(io), district_(district), docket_(io) {}

Awaitable<void> OrderReplacer::run() {
  for (const auto& [id, incident] : district_.view.open_incidents()) note(*incident);
  return telemetry::run_loop(io_, district_.metrics, telemetry::Loop::kOrderReplacer,
                             [this] { return work(); });
}

void OrderReplacer::take(const std::vector<event_store::Entry>& entries) {
  for (const event_store::Entry& entry : entries) {
    if (entry.incident) note(*entry.incident);
  }
}

void OrderReplacer::note(const v1::Incident& incident) {
  if (domain::order_to_replace(incident)) docket_.add(incident.id());
}

Awaitable<void> OrderReplacer::work() {
  co_await docket_.wait_for(kLongestSleep);
  std::function<Awaitable<void>(std::string)> look = [this](std::string incident_id) {
    return replace(std::move(incident_id));
  };
  co_await docket_.work_off(std::move(look));
}

Awaitable<void> OrderReplacer::replace(std::string incident_id) {
  co_await district_.follower.catch_up();
  const auto open = district_.view.open_incidents().find(incident_id);
  if (open == district_.view.open_incidents().end()) co_return;
  const event_store::IncidentState incident = open->second;
  const std::optional<std::uint32_t> order = domain::order_to_replace(*incident);
  if (!order) co_return;
  std::set<std::string> taken;
  for (;;) {
    domain::Replacement next = next_unit(*incident, taken);
    const auto done = co_await commit(*incident, *order, next);
    if (done) co_return;
    // Somebody else sent that unit, or there is no room for another order.
    taken.insert(next.unit_id);
  }
}

domain::Replacement OrderReplacer::next_unit(const v1::Incident& incident,
                                             const std::set<std::string>& taken) const {
  if (taken.size() >= kMostCandidates) {
    return {.unit_id = "",
            .reason = "the next " + std::to_string(kMostCandidates) + " units were not free any more"};
  }
  std::vector<event_store::UnitState> units;
  for (const auto& [id, unit] : district_.view.units()) units.push_back(unit);
  return dispatching::successor(
      {.incident = incident,
       .speed_mps = domain::travel_speed_mps(district_.rules.policy, incident.area_class()),
       .now_ms = district_.clock.now_ms(),
       .heard = district_.positions.heard()},
      units, taken);
}

Awaitable<domain::Outcome<bool>> OrderReplacer::commit(const v1::Incident& incident, std::uint32_t order,
                                                       domain::Replacement replacement) {
  event_store::Target target{.incident_id = incident.id(),
                             .unit_ids = {domain::find_assignment(incident, order)->unit_id()}};
  if (!replacement.unit_id.empty()) target.unit_ids.push_back(replacement.unit_id);
  event_store::Executor::Decide decide = [this, order, replacement = std::move(replacement)](
                                             const domain::Aggregates& states,
                                             std::int64_t now_ms) -> domain::Decision {
    // The unit was chosen in place of this order's; of another one the log tells.
    if (domain::order_to_replace(states.incident) != order) return std::vector<v1::Event>();
    return domain::decide_replacement(states, replacement, district_.context(now_ms));
  };
  return district_.executor.act(std::move(target), std::move(decide), nullptr);
}

}  // namespace turnout::dispatch
