#include "dispatch/verbs.h"
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
  const auto messages_of = [&request](const event_store::Entry& entry) {
    std::vector<v1::WatchOrdersResponse> messages;
    if (entry.unit && entry.unit->id() == request.unit_id()) {
      messages.push_back(message_of(entry.sequence, *entry.unit, entry.incident.get()));
    }
    return messages;
  };
  co_return co_await event_store::send_changes(watcher, writer, messages_of);
}

}  // namespace turnout::dispatch
