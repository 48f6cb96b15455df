#include <algorithm>

#include "accountability/verbs.h"
#include "domain/clocks.h"
#include "domain/escalations.h"
#include "domain/raised_escalation.h"
#include "domain/station_watch.h"
#include "event_store/send_changes.h"

namespace turnout::accountability {
namespace {

bool raises(const v1::Event& event, const v1::Escalation& escalation) {
  const v1::EscalationRaised& raised = event.escalation_raised();
  return event.has_escalation_raised() && raised.kind() == escalation.kind() &&
         raised.assignment() == escalation.assignment();
}
bool acknowledges(const v1::Event& event, const v1::Escalation& escalation) {
  const v1::EscalationAcknowledged& acknowledged = event.escalation_acknowledged();
  return event.has_escalation_acknowledged() && acknowledged.kind() == escalation.kind() &&
         acknowledged.assignment() == escalation.assignment();
}
bool may_move(const v1::Event& event, const v1::Escalation& escalation) {
  return domain::may_change_station(event) && domain::is_unanswered(escalation);
}
bool ends(const v1::Event& event, const v1::Escalation& escalation) {
  return escalation.raised() != 0 && escalation.ended_version() != 0 &&
         escalation.ended_version() == event.incident_version();
}

// Whoever was told of it once also hears that it climbs on, who answers, that it may be another station's
// now, and that it is over.
bool was_told(const event_store::Entry& entry, const v1::Escalation& escalation, v1::DutyRole role) {
  const v1::Event& event = *entry.event;
  const bool raised = raises(event, escalation);
  if (role == (raised ? event.escalation_raised().role() : escalation.role())) return true;
  const v1::ClockLimit* limit = domain::find_limit(*entry.incident, escalation.kind());
  if (limit == nullptr) return false;
  const std::uint32_t rungs = raised ? event.escalation_raised().rung() : escalation.rung();
  for (int i = 0; i < std::min(static_cast<int>(rungs), limit->ladder_size()); ++i) {
    if (limit->ladder(i).role() == role) return true;
  }
  return false;
}

bool is_asked_for(const event_store::Entry& entry, const v1::Escalation& escalation,
                  const v1::WatchEscalationsRequest& request) {
  const v1::Event& event = *entry.event;
  const bool concerned = raises(event, escalation) || acknowledges(event, escalation) ||
                         ends(event, escalation) || may_move(event, escalation);
  if (!concerned) return false;
  if (!domain::concerns_station(event, entry.incident->station_id(), request.station_id())) return false;
  return request.role() == v1::DUTY_ROLE_UNSPECIFIED || was_told(entry, escalation, request.role());
}

// An event may end several escalations. Only the last message has its cursor: whoever resumes between them
// hears all of them again.
std::vector<v1::WatchEscalationsResponse> messages_of(const event_store::Entry& entry,
                                                      const v1::WatchEscalationsRequest& request) {
  std::vector<v1::WatchEscalationsResponse> messages;
  if (!entry.incident) return messages;
  for (const v1::Escalation& escalation : entry.incident->escalations()) {
    if (!is_asked_for(entry, escalation, request)) continue;
    v1::WatchEscalationsResponse& message = messages.emplace_back();
    message.set_cursor(event_store::cursor_of(entry.sequence - 1));
    *message.mutable_event() = *entry.event;
    *message.mutable_escalation() = domain::raised_escalation(*entry.incident, escalation);
  }
  if (!messages.empty()) messages.back().set_cursor(event_store::cursor_of(entry.sequence));
  return messages;
}

}  // namespace

Awaitable<Outcome<rpc::Done>> watch_escalations(District& district, v1::WatchEscalationsRequest request,
                                                rpc::StreamWriter<v1::WatchEscalationsResponse> writer) {
  const auto sequence = event_store::sequence_of(request.cursor(), district.tail);
  if (!sequence) co_return tl::unexpected(sequence.error());
  event_store::Watcher watcher(district.store, district.tail, district.metrics, *sequence);
  const auto asked_for = [&request](const event_store::Entry& entry) { return messages_of(entry, request); };
  co_return co_await event_store::send_changes(watcher, writer, asked_for);
}

}  // namespace turnout::accountability
