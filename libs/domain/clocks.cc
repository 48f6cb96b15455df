#include "domain/clocks.h"

#include <algorithm>
#include <utility>

#include "domain/edges.h"
#include "domain/orders.h"

namespace turnout::domain {
namespace {

void set_span(v1::Clock& clock, std::int64_t started_at_ms, std::int64_t limit_ms) {
  clock.set_started_at_ms(started_at_ms);
  clock.set_limit_ms(limit_ms);
  clock.set_due_at_ms(started_at_ms + limit_ms);
}

// The incident is open, and the clock's order is active.
bool may_run(const v1::Incident& incident, std::uint32_t order_number) {
  if (incident.status() != v1::INCIDENT_STATUS_OPEN) return false;
  const v1::Order* order = find_order(incident, order_number);
  return order == nullptr || is_active(*order);
}

v1::ClockVerdict verdict_of(const v1::Clock& clock, bool may_run) {
  const bool fired = clock.fired_at_ms() != 0;
  const bool stopped = clock.stopped_at_ms() != 0;
  if (stopped && clock.stopped_at_ms() <= clock.due_at_ms()) {
    return fired ? v1::CLOCK_VERDICT_MET_REPORTED_LATE : v1::CLOCK_VERDICT_MET;
  }
  if (!stopped && may_run) return v1::CLOCK_VERDICT_UNSPECIFIED;
  // A stop after a deadline that never fired: the clock had been cancelled before it, and stays so.
  return fired ? v1::CLOCK_VERDICT_BREACHED : v1::CLOCK_VERDICT_CANCELLED;
}

void settle(v1::Clock& clock, const v1::Incident& incident) {
  const auto start = instant_of(incident, clock.start(), clock.order_number());
  if (start && can_fire(clock)) set_span(clock, *start, clock.limit_ms());
  clock.set_stopped_at_ms(instant_of(incident, clock.stop(), clock.order_number()).value_or(0));
  clock.set_verdict(verdict_of(clock, may_run(incident, clock.order_number())));
}

void start_if_reached(v1::Incident& incident, const v1::EffectiveClock& limit, std::uint32_t order_number) {
  if (find_clock(incident, limit.kind(), order_number) != nullptr || !may_run(incident, order_number)) return;
  const auto start = instant_of(incident, limit.start(), order_number);
  if (!start || instant_of(incident, limit.stop(), order_number)) return;
  v1::Clock& clock = *incident.add_clocks();
  clock.set_kind(limit.kind());
  clock.set_order_number(order_number);
  clock.set_start(limit.start());
  clock.set_stop(limit.stop());
  set_span(clock, *start, limit.limit_ms());
}

}  // namespace

bool is_running(const v1::Clock& clock) {
  return clock.verdict() == v1::CLOCK_VERDICT_UNSPECIFIED;
}

bool is_overdue(const v1::Clock& clock) {
  return is_running(clock) && clock.fired_at_ms() != 0;
}

bool is_missed(const v1::Clock& clock) {
  return is_overdue(clock) || clock.verdict() == v1::CLOCK_VERDICT_BREACHED;
}

bool can_fire(const v1::Clock& clock) {
  return is_running(clock) && clock.fired_at_ms() == 0;
}

const v1::Clock* find_clock(const v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number) {
  for (const v1::Clock& clock : incident.clocks()) {
    if (clock.kind() == kind && clock.order_number() == order_number) return &clock;
  }
  return nullptr;
}

v1::Clock* find_clock(v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number) {
  return const_cast<v1::Clock*>(find_clock(std::as_const(incident), kind, order_number));
}

const v1::EffectiveClock* find_effective_clock(const v1::Incident& incident, v1::ClockKind kind) {
  const auto found = std::ranges::find(incident.effective_clocks(), kind, &v1::EffectiveClock::kind);
  return found == incident.effective_clocks().end() ? nullptr : &*found;
}

void settle_clocks(v1::Incident& incident) {
  for (v1::Clock& clock : *incident.mutable_clocks()) settle(clock, incident);
  for (const v1::EffectiveClock& limit : incident.effective_clocks()) {
    if (!is_of_each_order(limit)) {
      start_if_reached(incident, limit, 0);
      continue;
    }
    for (const v1::Order& order : incident.orders()) {
      start_if_reached(incident, limit, order.number());
    }
  }
}

void renew_effective_clocks(v1::Incident& incident) {
  auto& clocks = *incident.mutable_clocks();
  const auto not_kept = [&incident](const v1::Clock& clock) {
    return can_fire(clock) && find_effective_clock(incident, clock.kind()) == nullptr;
  };
  clocks.erase(std::remove_if(clocks.begin(), clocks.end(), not_kept), clocks.end());
  for (v1::Clock& clock : clocks) {
    if (can_fire(clock)) clock.set_limit_ms(find_effective_clock(incident, clock.kind())->limit_ms());
  }
}

}  // namespace turnout::domain
