#include "dispatch/verbs.h"
#include "domain/assignments.h"
#include "domain/require.h"
#include "event_store/send_changes.h"

namespace turnout::dispatch {
namespace {

v1::WatchOrdersResponse message_of(std::uint64_t sequence, const v1::Unit& unit,
                                   const v1::Incident* incident) {
  v1::WatchOrdersResponse message;
  message.set_cursor(event_store::cursor_of(sequence));
  *message.mutable_unit() = unit;
  message.set_assignment(unit.assignment());
  if (incident != nullptr) *message.mutable_incident() = *incident;
  return message;
}

// What a crew must know of its incident although its own order goes on as it is.
bool tells_crews(const v1::Event& event) {
  return event.has_incident_amended() || event.has_call_added() || event.has_note_added() ||
         event.has_decline_refused();
}

// The unit, if an entry is news to its terminal; else nullptr.
event_store::UnitState told(const event_store::Entry& entry, const event_store::DistrictView& view,
                            const std::string& unit_id) {
  if (entry.unit && entry.unit->id() == unit_id) return entry.unit;
  if (!entry.incident || !tells_crews(*entry.event)) return nullptr;
  const v1::Assignment* order = domain::find_assignment(*entry.incident, unit_id);
  if (order == nullptr || !domain::stands(*order)) return nullptr;
  const auto unit = view.units().find(unit_id);
  return unit == view.units().end() ? nullptr : unit->second;
}

// The order that stands when the terminal joins, or that it has none.
Awaitable<v1::WatchOrdersResponse> standing_order(District& district, std::uint64_t sequence, v1::Unit unit) {
  const domain::Aggregates found = co_await district.store.load(unit.incident_id(), {});
  co_return message_of(sequence, unit, unit.incident_id().empty() ? nullptr : &found.incident);
}

}  // namespace

Awaitable<Outcome<rpc::Done>> watch_orders(District& district, v1::WatchOrdersRequest request,
                                           rpc::StreamWriter<v1::WatchOrdersResponse> writer) {
  const auto sequence = event_store::sequence_of(request.cursor(), district.tail);
  if (!sequence) co_return tl::unexpected(sequence.error());
  const domain::Aggregates found =
      co_await district.store.load("", std::vector<std::string>(1, request.unit_id()));
  const v1::Unit& unit = found.units.front();
  if (auto known = domain::require_known(&unit, request.unit_id()); !known) {
    co_return tl::unexpected(std::move(known.error()));
  }
  if (request.cursor().empty()) {
    const bool written = co_await writer.write(co_await standing_order(district, *sequence, unit));
    if (!written) co_return rpc::Done();
  }
  event_store::Watcher watcher(district.store, district.tail, district.metrics, *sequence);
  const auto messages_of = [&district, &request](const event_store::Entry& entry) {
    std::vector<v1::WatchOrdersResponse> messages;
    if (const event_store::UnitState own = told(entry, district.view, request.unit_id())) {
      messages.push_back(message_of(entry.sequence, *own, entry.incident.get()));
    }
    return messages;
  };
  co_return co_await event_store::send_changes(watcher, writer, messages_of);
}

}  // namespace turnout::dispatch
