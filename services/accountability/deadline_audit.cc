#include "accountability/deadline_audit.h"

#include <algorithm>
#include <optional>

#include "domain/clocks.h"
#include "domain/escalations.h"
#include "runtime/log.h"

namespace turnout::accountability {
namespace {

using telemetry::DeadlineFault;
using Fault = std::optional<DeadlineFault>;

Fault early_or_none(bool is_early) {
  return is_early ? Fault(DeadlineFault::kEarly) : std::nullopt;
}

Fault fault_of(const v1::DeadlineBreached& breached, std::int64_t at_ms, const v1::Incident& before) {
  const v1::Clock* clock =
      domain::find_clock(before, breached.kind(), breached.order_number(), breached.run());
  if (clock != nullptr && clock->fired_at_ms() != 0) return DeadlineFault::kTwice;
  return early_or_none(at_ms <= breached.due_at_ms());
}

// A warning changes neither its clock's start nor its limit, so the state after it shows when it was due.
Fault fault_of(const v1::DeadlineWarned& warned, std::int64_t at_ms, const v1::Incident& before,
               const v1::Incident& after) {
  const v1::Clock* was = domain::find_clock(before, warned.kind(), warned.order_number(), warned.run());
  if (was != nullptr && warned.warning() <= was->warnings()) return DeadlineFault::kTwice;
  const v1::Clock* clock = domain::find_clock(after, warned.kind(), warned.order_number(), warned.run());
  const v1::EffectiveClock* limit = domain::find_effective_clock(after, warned.kind());
  const int index = static_cast<int>(warned.warning()) - 1;
  if (clock == nullptr || limit == nullptr || index >= limit->warnings_size()) return std::nullopt;
  return early_or_none(at_ms <= clock->started_at_ms() + limit->warnings(index).after_ms());
}

// The last level may repeat at its interval.
Fault fault_of(const v1::EscalationRaised& raised, std::int64_t at_ms, const v1::Incident& before) {
  const v1::Escalation* escalation =
      domain::find_escalation(before, raised.kind(), raised.order_number(), raised.run());
  if (escalation == nullptr) return std::nullopt;
  const bool is_due = escalation->next_at_ms() != 0 && at_ms > escalation->next_at_ms();
  if (is_due) return std::nullopt;
  return raised.level() <= escalation->level() ? DeadlineFault::kTwice : DeadlineFault::kEarly;
}

Fault fault_of(const event_store::Entry& entry, const v1::Incident& before) {
  const v1::Event& event = *entry.event;
  if (event.has_deadline_breached()) return fault_of(event.deadline_breached(), event.at_ms(), before);
  if (event.has_deadline_warned())
    return fault_of(event.deadline_warned(), event.at_ms(), before, *entry.incident);
  if (event.has_escalation_raised()) return fault_of(event.escalation_raised(), event.at_ms(), before);
  return std::nullopt;
}

// True if a deadline or warning of the incident has fired, or a ladder has begun.
bool has_begun(const v1::Incident& incident) {
  return !incident.escalations().empty() ||
         std::ranges::any_of(incident.clocks(), [](const v1::Clock& clock) {
           return clock.fired_at_ms() != 0 || clock.warnings() != 0;
         });
}

}  // namespace

void DeadlineAudit::load(const event_store::DistrictView& view) {
  for (const auto& [id, incident] : view.open_incidents()) remember(incident);
}

void DeadlineAudit::take(const std::vector<event_store::Entry>& entries) {
  for (const event_store::Entry& entry : entries) {
    if (!entry.incident) continue;
    if (entry.event->at_ms() >= since_ms_) check(entry);
    remember(entry.incident);
  }
}

void DeadlineAudit::remember(const event_store::IncidentState& incident) {
  if (incident->status() == v1::INCIDENT_STATUS_OPEN && has_begun(*incident)) {
    before_[incident->id()] = incident;
  } else {
    before_.erase(incident->id());
  }
}

void DeadlineAudit::check(const event_store::Entry& entry) {
  const v1::Incident& incident = *entry.incident;
  // A loaded state may already contain later events; then it does not show the state at this one.
  if (incident.version() != entry.event->incident_version()) return;
  const auto known = before_.find(incident.id());
  const Fault fault =
      fault_of(entry, known == before_.end() ? v1::Incident::default_instance() : *known->second);
  if (!fault) return;
  metrics_.deadline_faulted(*fault);
  log::error("a deadline fired early or twice", {{"incident", incident.id()}, {"sequence", entry.sequence}});
}

}  // namespace turnout::accountability
