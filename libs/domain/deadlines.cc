#include "domain/deadlines.h"

#include <algorithm>

#include "domain/apply.h"
#include "domain/clocks.h"
#include "domain/escalations.h"

namespace turnout::domain {
namespace {

// The first warning of a clock that has not fired; nullptr = none.
const v1::Warning* next_warning(const v1::Incident& incident, const v1::Clock& clock) {
  const v1::EffectiveClock* limit = find_effective_clock(incident, clock.kind());
  const int next = static_cast<int>(clock.warnings());
  return limit != nullptr && next < limit->warnings_size() ? &limit->warnings(next) : nullptr;
}

v1::Event breach_of(const v1::Clock& clock) {
  v1::Event event;
  v1::DeadlineBreached& breach = *event.mutable_deadline_breached();
  breach.set_kind(clock.kind());
  breach.set_order_number(clock.order_number());
  breach.set_run(clock.run());
  breach.set_due_at_ms(clock.due_at_ms());
  return event;
}

v1::Event warning_of(const v1::Clock& clock, const v1::EffectiveClock& limit, std::int64_t now_ms) {
  int last = static_cast<int>(clock.warnings());
  while (last + 1 < limit.warnings_size() &&
         now_ms > clock.started_at_ms() + limit.warnings(last + 1).after_ms()) {
    ++last;
  }
  v1::Event event;
  v1::DeadlineWarned& warned = *event.mutable_deadline_warned();
  warned.set_kind(clock.kind());
  warned.set_order_number(clock.order_number());
  warned.set_run(clock.run());
  warned.set_warning(static_cast<std::uint32_t>(last) + 1);
  warned.set_due_at_ms(clock.due_at_ms());
  *warned.mutable_tell() = limit.warnings(last).tell();
  warned.set_recommend_backup(limit.warnings(last).recommend_backup());
  return event;
}

// What is due of the state as it is, without what follows from it.
std::vector<v1::Event> due_now(const v1::Incident& incident, std::int64_t now_ms, const v1::Roster& roster) {
  std::vector<v1::Event> due;
  for (const v1::Clock& clock : incident.clocks()) {
    if (!can_fire(clock)) continue;
    const v1::Warning* warning = next_warning(incident, clock);
    if (now_ms > clock.due_at_ms()) {
      due.push_back(breach_of(clock));
    } else if (warning != nullptr && now_ms > clock.started_at_ms() + warning->after_ms()) {
      due.push_back(warning_of(clock, *find_effective_clock(incident, clock.kind()), now_ms));
    }
  }
  for (const v1::Escalation& escalation : incident.escalations()) {
    if (!climbs(incident, escalation) || now_ms <= escalation.next_at_ms()) continue;
    *due.emplace_back().mutable_escalation_raised() = next_level(incident, escalation, now_ms, roster);
  }
  return due;
}

void take_earlier(std::int64_t at_ms, std::int64_t& earliest_ms) {
  earliest_ms = earliest_ms == 0 ? at_ms : std::min(earliest_ms, at_ms);
}

}  // namespace

std::vector<v1::Event> due_events(const v1::Incident& incident, std::int64_t now_ms,
                                  const v1::Roster& roster) {
  std::vector<v1::Event> due = due_now(incident, now_ms, roster);
  if (due.empty()) return due;
  // A passed deadline may raise the first level of its ladder at once.
  v1::Incident after = incident;
  for (v1::Event event : due) {
    event.set_incident_id(after.id());
    event.set_incident_version(after.version() + 1);
    event.set_at_ms(now_ms);
    apply(event, after);
  }
  for (v1::Event& event : due_now(after, now_ms, roster)) due.push_back(std::move(event));
  return due;
}

std::int64_t next_due_ms(const v1::Incident& incident) {
  std::int64_t earliest_ms = 0;
  for (const v1::Clock& clock : incident.clocks()) {
    if (!can_fire(clock)) continue;
    const v1::Warning* warning = next_warning(incident, clock);
    take_earlier(warning != nullptr ? clock.started_at_ms() + warning->after_ms() : clock.due_at_ms(),
                 earliest_ms);
  }
  for (const v1::Escalation& escalation : incident.escalations()) {
    if (climbs(incident, escalation)) take_earlier(escalation.next_at_ms(), earliest_ms);
  }
  return earliest_ms;
}

}  // namespace turnout::domain
