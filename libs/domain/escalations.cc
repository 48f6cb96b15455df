#include "domain/escalations.h"

#include <algorithm>

#include "domain/clocks.h"
#include "domain/orders.h"
#include "domain/roster.h"

namespace turnout::domain {
namespace {

constexpr std::uint32_t kFirstRun = 1;  // a clock of one order has no other

v1::Escalation* find_mutable(v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number,
                             std::uint32_t run) {
  return const_cast<v1::Escalation*>(find_escalation(incident, kind, order_number, run));
}

bool has_ladder(const v1::Incident& incident, v1::ClockKind kind) {
  const v1::EffectiveClock* limit = find_effective_clock(incident, kind);
  return limit != nullptr && !limit->ladder().empty();
}

constexpr std::int64_t kLongestRepeatMs = 4 * 3'600'000;

// The interval before the last level is raised again: it doubles, so that a forgotten incident does not fill the log.
std::int64_t stretched(std::int64_t repeat_ms, std::uint32_t repeats) {
  for (; repeats > 0 && repeat_ms < kLongestRepeatMs; --repeats) {
    repeat_ms = std::min(2 * repeat_ms, kLongestRepeatMs);
  }
  return repeat_ms;
}

// When the ladder goes on after its level with this number, which has been raised so often before; 0 = it does not.
std::int64_t next_after(const v1::EffectiveClock& limit, int level, std::uint32_t repeats,
                        std::int64_t now_ms) {
  if (level < limit.ladder_size()) return now_ms + limit.ladder(level).wait_ms();
  const std::int64_t repeat_ms = limit.ladder(level - 1).repeat_ms();
  return repeat_ms == 0 ? 0 : now_ms + stretched(repeat_ms, repeats);
}

// Before its first level.
void set_up(v1::Escalation& escalation, const v1::EffectiveClock& limit, std::uint32_t order_number,
            std::uint32_t run, std::int64_t at_ms) {
  escalation.Clear();
  escalation.set_kind(limit.kind());
  escalation.set_order_number(order_number);
  escalation.set_run(run);
  escalation.set_next_at_ms(at_ms + limit.ladder(0).wait_ms());
  escalation.set_next_level(1);
  escalation.set_next_role(limit.ladder(0).role());
}

// Which level next_at_ms is about, for clients.
void show_next_level(const v1::Incident& incident, v1::Escalation& escalation) {
  const v1::EffectiveClock* limit = find_effective_clock(incident, escalation.kind());
  escalation.clear_next_level();
  escalation.clear_next_role();
  if (limit == nullptr || limit->ladder().empty() || escalation.next_at_ms() == 0) return;
  const int next = std::min(static_cast<int>(escalation.level()) + 1, limit->ladder_size());
  escalation.set_next_level(static_cast<std::uint32_t>(next));
  escalation.set_next_role(limit->ladder(next - 1).role());
}

// An order that was returned waits for another one; any other escalation ends with its clock.
bool nothing_left(const v1::Incident& incident, const v1::Escalation& escalation) {
  if (incident.status() != v1::INCIDENT_STATUS_OPEN) return true;
  const v1::Order* order = find_order(incident, escalation.order_number());
  if (order != nullptr && !is_active(*order)) {
    return order->end() != v1::ORDER_END_DECLINED || was_followed(incident, *order);
  }
  const v1::Clock* clock =
      find_clock(incident, escalation.kind(), escalation.order_number(), escalation.run());
  return clock == nullptr || !is_running(*clock);
}

}  // namespace

const v1::Escalation* find_escalation(const v1::Incident& incident, v1::ClockKind kind,
                                      std::uint32_t order_number, std::uint32_t run) {
  const v1::Escalation* newest = nullptr;
  for (const v1::Escalation& escalation : incident.escalations()) {
    if (escalation.kind() != kind || escalation.order_number() != order_number) continue;
    if (run == 0 || escalation.run() == run) newest = &escalation;
  }
  return newest;
}

bool is_unanswered(const v1::Escalation& escalation) {
  return escalation.raised() != 0 && !escalation.ended() && escalation.acknowledged_by().empty();
}

bool is_held_by_nobody(const v1::Incident& incident, const v1::Escalation& escalation) {
  const v1::EffectiveClock* limit = find_effective_clock(incident, escalation.kind());
  return is_unanswered(escalation) && escalation.person().empty() && limit != nullptr &&
         static_cast<int>(escalation.level()) >= limit->ladder_size();
}

bool climbs(const v1::Incident& incident, const v1::Escalation& escalation) {
  return escalation.next_at_ms() != 0 && !escalation.ended() && has_ladder(incident, escalation.kind());
}

void begin_ladder(v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number, std::uint32_t run,
                  std::int64_t at_ms) {
  if (!has_ladder(incident, kind) || find_escalation(incident, kind, order_number, run) != nullptr) return;
  set_up(*incident.add_escalations(), *find_effective_clock(incident, kind), order_number, run, at_ms);
}

void restart_ladder(v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number,
                    std::int64_t at_ms) {
  v1::Escalation* escalation = find_mutable(incident, kind, order_number, kFirstRun);
  if (escalation == nullptr) return begin_ladder(incident, kind, order_number, kFirstRun, at_ms);
  const bool is_over = escalation->ended() || !escalation->acknowledged_by().empty();
  if (is_over && has_ladder(incident, kind)) {
    set_up(*escalation, *find_effective_clock(incident, kind), order_number, kFirstRun, at_ms);
  }
}

v1::EscalationRaised next_level(const v1::Incident& incident, const v1::Escalation& escalation,
                                std::int64_t now_ms, const v1::Roster& roster) {
  const v1::EffectiveClock& limit = *find_effective_clock(incident, escalation.kind());
  const bool reminds = !escalation.acknowledged_by().empty();
  const int climbed = static_cast<int>(escalation.level()) + (reminds ? 0 : 1);
  const int level = std::clamp(climbed, 1, limit.ladder_size());
  v1::EscalationRaised raised;
  raised.set_kind(escalation.kind());
  raised.set_order_number(escalation.order_number());
  raised.set_run(escalation.run());
  raised.set_level(static_cast<std::uint32_t>(level));
  raised.set_role(limit.ladder(level - 1).role());
  raised.set_reminder(reminds);
  raised.set_person(reminds ? escalation.acknowledged_by()
                            : on_duty(roster, raised.role(), incident.station_id(), now_ms));
  const bool is_empty_post = raised.person().empty() && level < limit.ladder_size();
  const auto levels = static_cast<std::uint32_t>(limit.ladder_size());
  const std::uint32_t climbed_before = escalation.raised() - escalation.reminders();
  const std::uint32_t repeats = climbed_before < levels ? 0 : climbed_before + 1 - levels;
  raised.set_next_at_ms(is_empty_post ? now_ms : next_after(limit, level, repeats, now_ms));
  return raised;
}

void raise(v1::Incident& incident, const v1::EscalationRaised& raised, std::int64_t at_ms) {
  v1::Escalation* escalation = find_mutable(incident, raised.kind(), raised.order_number(), raised.run());
  if (escalation == nullptr) return;
  escalation->set_raised(escalation->raised() + 1);
  if (raised.reminder()) escalation->set_reminders(escalation->reminders() + 1);
  escalation->set_level(raised.level());
  escalation->set_role(raised.role());
  escalation->set_person(raised.person());
  escalation->set_raised_at_ms(at_ms);
  escalation->set_next_at_ms(raised.next_at_ms());
  escalation->clear_acknowledged_by();
  escalation->clear_acknowledged_at_ms();
  show_next_level(incident, *escalation);
}

void acknowledge(v1::Incident& incident, const v1::EscalationAcknowledged& acknowledged,
                 const v1::Event& event) {
  v1::Escalation* escalation =
      find_mutable(incident, acknowledged.kind(), acknowledged.order_number(), acknowledged.run());
  if (escalation == nullptr) return;
  escalation->set_acknowledged_by(event.actor());
  escalation->set_acknowledged_at_ms(event.at_ms());
  escalation->set_note(acknowledged.note());
  const v1::EffectiveClock* limit = find_effective_clock(incident, acknowledged.kind());
  escalation->set_next_at_ms(limit == nullptr ? 0 : event.at_ms() + limit->remind_ms());
  escalation->clear_next_level();
  escalation->clear_next_role();
}

void hurry_ladder(v1::Incident& incident, std::uint32_t order_number, std::int64_t at_ms) {
  begin_ladder(incident, v1::CLOCK_KIND_ACKNOWLEDGE, order_number, kFirstRun, at_ms);
  v1::Escalation* escalation = find_mutable(incident, v1::CLOCK_KIND_ACKNOWLEDGE, order_number, kFirstRun);
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
