#include "event_store/watcher.h"
#include "intake/verbs.h"

namespace turnout::intake {
namespace {

v1::WatchIncidentsResponse message_of(const event_store::Entry& entry) {
  v1::WatchIncidentsResponse message;
  message.set_cursor(event_store::cursor_of(entry.sequence));
  *message.mutable_event() = *entry.event;
  *message.mutable_incident() = *entry.incident;
  return message;
}

}  // namespace

Awaitable<Outcome<rpc::Done>> watch_incidents(District& district, v1::WatchIncidentsRequest request,
                                              rpc::StreamWriter<v1::WatchIncidentsResponse> writer) {
  const auto sequence = event_store::sequence_of(request.cursor(), district.tail);
  if (!sequence) co_return tl::unexpected(sequence.error());
  event_store::Watcher watcher(district.store, district.tail, district.metrics, *sequence);
  for (;;) {
    const auto entries = co_await watcher.next();
    if (!entries) co_return tl::unexpected(entries.error());
    for (const event_store::Entry& entry : *entries) {
      if (!entry.incident) continue;
      if (!request.station_id().empty() && entry.incident->station_id() != request.station_id()) continue;
      const bool written = co_await writer.write(message_of(entry));
      if (!written) co_return rpc::Done();
    }
  }
}

}  // namespace turnout::intake
