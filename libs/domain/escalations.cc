#include "domain/escalations.h"

#include <algorithm>

#include "domain/assignments.h"
#include "domain/clocks.h"
#include "domain/roster.h"

namespace turnout::domain {
namespace {

v1::Escalation* find_mutable(v1::Incident& incident, v1::ClockKind kind, std::uint32_t assignment) {
  return const_cast<v1::Escalation*>(find_escalation(incident, kind, assignment));
}

bool has_ladder(const v1::Incident& incident, v1::ClockKind kind) {
  const v1::ClockLimit* limit = find_limit(incident, kind);
  return limit != nullptr && !limit->ladder().empty();
}

// When the ladder goes on after its rung with this number; 0 = it does not.
std::int64_t next_after(const v1::ClockLimit& limit, int rung, std::int64_t now_ms) {
  if (rung < limit.ladder_size()) return now_ms + limit.ladder(rung).wait_ms();
  const std::int64_t repeat_ms = limit.ladder(rung - 1).repeat_ms();
  return repeat_ms == 0 ? 0 : now_ms + repeat_ms;
}

// Before its first rung.
void set_up(v1::Escalation& escalation, const v1::ClockLimit& limit, std::uint32_t assignment,
            std::int64_t at_ms) {
  escalation.Clear();
  escalation.set_kind(limit.kind());
  escalation.set_assignment(assignment);
  escalation.set_next_at_ms(at_ms + limit.ladder(0).wait_ms());
}

// An order that was returned waits for another one; any other escalation ends with its clock.
bool nothing_left(const v1::Incident& incident, const v1::Escalation& escalation) {
  if (incident.status() != v1::INCIDENT_STATUS_OPEN) return true;
  const v1::Assignment* order = find_assignment(incident, escalation.assignment());
  if (order != nullptr && order->end() == v1::ASSIGNMENT_END_DECLINED) {
    return was_followed(incident, *order);
  }
  const v1::Clock* clock = find_clock(incident, escalation.kind(), escalation.assignment());
  return clock == nullptr || !is_running(*clock);
}

}  // namespace

const v1::Escalation* find_escalation(const v1::Incident& incident, v1::ClockKind kind,
                                      std::uint32_t assignment) {
  for (const v1::Escalation& escalation : incident.escalations()) {
    if (escalation.kind() == kind && escalation.assignment() == assignment) return &escalation;
  }
  return nullptr;
}

bool is_unanswered(const v1::Escalation& escalation) {
  return escalation.raised() != 0 && !escalation.ended() && escalation.acknowledged_by().empty();
}

bool climbs(const v1::Incident& incident, const v1::Escalation& escalation) {
  return escalation.next_at_ms() != 0 && !escalation.ended() && escalation.acknowledged_by().empty() &&
         has_ladder(incident, escalation.kind());
}

void begin_ladder(v1::Incident& incident, v1::ClockKind kind, std::uint32_t assignment, std::int64_t at_ms) {
  if (!has_ladder(incident, kind) || find_escalation(incident, kind, assignment) != nullptr) return;
  set_up(*incident.add_escalations(), *find_limit(incident, kind), assignment, at_ms);
}

void restart_ladder(v1::Incident& incident, v1::ClockKind kind, std::uint32_t assignment,
                    std::int64_t at_ms) {
  v1::Escalation* escalation = find_mutable(incident, kind, assignment);
  if (escalation == nullptr) return begin_ladder(incident, kind, assignment, at_ms);
  const bool is_over = escalation->ended() || !escalation->acknowledged_by().empty();
  if (is_over && has_ladder(incident, kind)) {
    set_up(*escalation, *find_limit(incident, kind), assignment, at_ms);
  }
}

v1::EscalationRaised next_rung(const v1::Incident& incident, const v1::Escalation& escalation,
                               std::int64_t now_ms, const v1::Roster& roster) {
  const v1::ClockLimit& limit = *find_limit(incident, escalation.kind());
  const int rung = std::min(static_cast<int>(escalation.rung()) + 1, limit.ladder_size());
  v1::EscalationRaised raised;
  raised.set_kind(escalation.kind());
  raised.set_assignment(escalation.assignment());
  raised.set_rung(static_cast<std::uint32_t>(rung));
  raised.set_role(limit.ladder(rung - 1).role());
  raised.set_person(on_duty(roster, raised.role(), incident.station_id(), now_ms));
  raised.set_next_at_ms(next_after(limit, rung, now_ms));
  return raised;
}

void raise(v1::Incident& incident, const v1::EscalationRaised& raised, std::int64_t at_ms) {
  v1::Escalation* escalation = find_mutable(incident, raised.kind(), raised.assignment());
  if (escalation == nullptr) return;
  escalation->set_raised(escalation->raised() + 1);
  escalation->set_rung(raised.rung());
  escalation->set_role(raised.role());
  escalation->set_person(raised.person());
  escalation->set_raised_at_ms(at_ms);
  escalation->set_next_at_ms(raised.next_at_ms());
}

void acknowledge(v1::Incident& incident, const v1::EscalationAcknowledged& acknowledged,
                 const v1::Event& event) {
  v1::Escalation* escalation = find_mutable(incident, acknowledged.kind(), acknowledged.assignment());
  if (escalation == nullptr) return;
  escalation->set_acknowledged_by(event.actor());
  escalation->set_acknowledged_at_ms(event.at_ms());
  escalation->set_note(acknowledged.note());
}

void hurry_ladder(v1::Incident& incident, std::uint32_t assignment, std::int64_t at_ms) {
  begin_ladder(incident, v1::CLOCK_KIND_ACKNOWLEDGE, assignment, at_ms);
  v1::Escalation* escalation = find_mutable(incident, v1::CLOCK_KIND_ACKNOWLEDGE, assignment);
  if (escalation != nullptr && escalation->raised() == 0) escalation->set_next_at_ms(at_ms);
}

void settle_escalations(v1::Incident& incident) {
  for (v1::Escalation& escalation : *incident.mutable_escalations()) {
    const bool over = nothing_left(incident, escalation);
    if (over != escalation.ended()) escalation.set_ended_version(over ? incident.version() : 0);
    escalation.set_ended(over);
  }
}

}  // namespace turnout::domain
