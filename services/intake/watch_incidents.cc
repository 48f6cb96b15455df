#include "domain/station_watch.h"
#include "event_store/send_changes.h"
#include "intake/verbs.h"

namespace turnout::intake {
namespace {

bool is_asked_for(const event_store::Entry& entry, const v1::WatchIncidentsRequest& request) {
  return entry.incident &&
         domain::concerns_station(*entry.event, entry.incident->station_id(), request.station_id());
}

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
  const auto messages_of = [&request](const event_store::Entry& entry) {
    std::vector<v1::WatchIncidentsResponse> messages;
    if (is_asked_for(entry, request)) messages.push_back(message_of(entry));
    return messages;
  };
  co_return co_await event_store::send_changes(watcher, writer, messages_of);
}

}  // namespace turnout::intake
