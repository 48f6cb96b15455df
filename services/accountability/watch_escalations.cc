#include <algorithm>

#include "accountability/verbs.h"
#include "domain/clocks.h"
#include "domain/escalations.h"
#include "domain/raised_escalation.h"
#include "event_store/watcher.h"

namespace turnout::accountability {
namespace {

// The escalation that an entry raises or acknowledges; nullptr if it does neither.
const v1::Escalation* escalation_of(const event_store::Entry& entry) {
  const v1::Event& event = *entry.event;
  if (event.has_escalation_raised()) {
    const v1::EscalationRaised& raised = event.escalation_raised();
    return domain::find_escalation(*entry.incident, raised.kind(), raised.assignment());
  }
  if (event.has_escalation_acknowledged()) {
    const v1::EscalationAcknowledged& acknowledged = event.escalation_acknowledged();
    return domain::find_escalation(*entry.incident, acknowledged.kind(), acknowledged.assignment());
  }
  return nullptr;
}

// Whoever was told of it once also hears that it climbs on, and who answers.
bool was_told(const event_store::Entry& entry, const v1::Escalation& escalation, v1::DutyRole role) {
  const v1::Event& event = *entry.event;
  const bool raised = event.has_escalation_raised();
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
  if (!request.station_id().empty() && entry.incident->station_id() != request.station_id()) return false;
  return request.role() == v1::DUTY_ROLE_UNSPECIFIED || was_told(entry, escalation, request.role());
}

v1::WatchEscalationsResponse message_of(const event_store::Entry& entry, const v1::Escalation& escalation) {
  v1::WatchEscalationsResponse message;
  message.set_cursor(event_store::cursor_of(entry.sequence));
  *message.mutable_event() = *entry.event;
  *message.mutable_escalation() = domain::raised_escalation(*entry.incident, escalation);
  return message;
}

}  // namespace

Awaitable<Outcome<rpc::Done>> watch_escalations(District& district, v1::WatchEscalationsRequest request,
                                                rpc::StreamWriter<v1::WatchEscalationsResponse> writer) {
  const auto sequence = event_store::sequence_of(request.cursor(), district.tail);
  if (!sequence) co_return tl::unexpected(sequence.error());
  event_store::Watcher watcher(district.store, district.tail, district.metrics, *sequence);
  for (;;) {
    const auto entries = co_await watcher.next();
    if (!entries) co_return tl::unexpected(entries.error());
    for (const event_store::Entry& entry : *entries) {
      const v1::Escalation* escalation = escalation_of(entry);
      if (escalation == nullptr || !is_asked_for(entry, *escalation, request)) continue;
      const bool written = co_await writer.write(message_of(entry, *escalation));
      if (!written) co_return rpc::Done();
    }
  }
}

}  // namespace turnout::accountability
