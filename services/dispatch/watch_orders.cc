#include "dispatch/watch_orders.h"

#include "chassis/command.h"
#include "domain/orders.h"
#include "domain/require.h"
#include "domain/summary.h"

namespace turnout::dispatch {
namespace {

v1::WatchOrdersResponse message_of(const v1::Unit& unit, const v1::Incident* incident) {
  v1::WatchOrdersResponse message;
  *message.mutable_unit() = chassis::shown(unit);
  if (incident == nullptr) return message;
  *message.mutable_incident() = domain::summary_of(*incident);
  const v1::Order* order = domain::find_order(*incident, unit.order_number());
  if (unit.incident_id() == incident->id() && order != nullptr) *message.mutable_order() = *order;
  return message;
}

// Events of an incident that its crews must know although their orders do not change.
bool tells_crews(const v1::Event& event) {
  return event.has_incident_amended() || event.has_call_added() || event.has_note_added() ||
         event.has_duplicate_merged() || event.has_decline_refused();
}

}  // namespace

Awaitable<OrderChanges::Message> OrderChanges::standing(Filter unit_id) const {
  const event_store::UnitState unit = view.unit(unit_id);
  if (unit->incident_id().empty()) co_return message_of(*unit, nullptr);
  const event_store::IncidentState open = view.open_incident(unit->incident_id());
  if (open) co_return message_of(*unit, open.get());
  std::vector<std::string> ids(1, unit->incident_id());
  const std::vector<v1::Incident> ended = co_await store.load_incidents(std::move(ids));
  co_return message_of(*unit, &ended.front());
}

std::vector<std::pair<OrderChanges::Message, OrderChanges::Audience>> OrderChanges::messages_of(
    const event_store::Entry& entry) const {
  std::vector<std::pair<Message, Audience>> messages;
  if (entry.unit) messages.emplace_back(message_of(*entry.unit, entry.incident.get()), entry.unit->id());
  if (!entry.incident || !tells_crews(*entry.event)) return messages;
  for (const std::string& unit_id : domain::active_units(*entry.incident)) {
    const event_store::UnitState unit = view.unit(unit_id);
    if (unit) messages.emplace_back(message_of(*unit, entry.incident.get()), unit_id);
  }
  return messages;
}

Awaitable<domain::Outcome<rpc::Done>> watch_orders(chassis::District& district, OrderTopic& topic,
                                                   v1::WatchOrdersRequest request,
                                                   OrderTopic::Writer writer) {
  co_await district.follower.catch_up();
  const event_store::UnitState unit = district.view.unit(request.unit_id());
  if (auto known = domain::require_known(unit.get(), request.unit_id()); !known) {
    co_return tl::unexpected(std::move(known.error()));
  }
  co_return co_await topic.watch(request.cursor(), request.unit_id(), writer);
}

}  // namespace turnout::dispatch
