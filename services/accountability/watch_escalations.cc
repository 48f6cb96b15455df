#include "accountability/watch_escalations.h"

#include <algorithm>

#include "domain/clocks.h"
#include "domain/escalations.h"
#include "domain/raised_escalation.h"
#include "domain/station_watch.h"

namespace turnout::accountability {
namespace {

bool raises(const v1::Event& event, const v1::Escalation& escalation) {
  const v1::EscalationRaised& raised = event.escalation_raised();
  return event.has_escalation_raised() && raised.kind() == escalation.kind() &&
         raised.order_number() == escalation.order_number();
}
bool acknowledges(const v1::Event& event, const v1::Escalation& escalation) {
  const v1::EscalationAcknowledged& acknowledged = event.escalation_acknowledged();
  return event.has_escalation_acknowledged() && acknowledged.kind() == escalation.kind() &&
         acknowledged.order_number() == escalation.order_number();
}
bool may_move(const v1::Event& event, const v1::Escalation& escalation) {
  return domain::may_change_station(event) && domain::is_unanswered(escalation);
}
bool ends(const v1::Event& event, const v1::Escalation& escalation) {
  return escalation.raised() != 0 && escalation.ended_version() != 0 &&
         escalation.ended_version() == event.incident_version();
}

// A post that was told of an escalation also gets its later levels, its acknowledgement, a change of its station, and its
// end.
std::set<v1::DutyRole> roles_told(const event_store::Entry& entry, const v1::Escalation& escalation) {
  const v1::Event& event = *entry.event;
  const bool raised = raises(event, escalation);
  std::set<v1::DutyRole> roles = {raised ? event.escalation_raised().role() : escalation.role()};
  const v1::EffectiveClock* limit = domain::find_effective_clock(*entry.incident, escalation.kind());
  if (limit == nullptr) return roles;
  const std::uint32_t levels = raised ? event.escalation_raised().level() : escalation.level();
  for (int i = 0; i < std::min(static_cast<int>(levels), limit->ladder_size()); ++i) {
    roles.insert(limit->ladder(i).role());
  }
  return roles;
}

}  // namespace

bool EscalationChanges::may_concern(const v1::Event& event) const {
  return event.incident_version() != 0;
}

std::vector<std::pair<EscalationChanges::Message, EscalationChanges::Audience>>
EscalationChanges::messages_of(const event_store::Entry& entry) const {
  std::vector<std::pair<Message, Audience>> messages;
  if (!entry.incident) return messages;
  const v1::Event& event = *entry.event;
  for (const v1::Escalation& escalation : entry.incident->escalations()) {
    const bool concerned = raises(event, escalation) || acknowledges(event, escalation) ||
                           ends(event, escalation) || may_move(event, escalation);
    if (!concerned) continue;
    auto& [message, audience] = messages.emplace_back();
    *message.mutable_event() = event;
    *message.mutable_escalation() = domain::raised_escalation(*entry.incident, escalation);
    audience = {.station_id = entry.incident->station_id(),
                .any_station = domain::may_change_station(event),
                .roles = roles_told(entry, escalation)};
  }
  return messages;
}

bool EscalationChanges::includes(const Audience& audience, const Filter& filter) const {
  const bool of_station =
      filter.station_id.empty() || audience.any_station || audience.station_id == filter.station_id;
  return of_station && (filter.role == v1::DUTY_ROLE_UNSPECIFIED || audience.roles.contains(filter.role));
}

}  // namespace turnout::accountability
