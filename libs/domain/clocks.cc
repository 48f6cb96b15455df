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

OrderRange orders_of(const v1::Clock& clock) {
  if (clock.order_number() != 0) return {.first = clock.order_number(), .last = clock.order_number()};
  OrderRange orders{.first = clock.after_order() + 1};
  if (clock.final()) orders.last = clock.last_order();
  return orders;
}

bool has_active_order(const v1::Incident& incident) {
  return std::ranges::any_of(incident.orders(), [](const v1::Order& order) { return is_active(order); });
}

// The incident is open, and the clock's order is active.
bool may_run(const v1::Incident& incident, std::uint32_t order_number) {
  if (incident.status() != v1::INCIDENT_STATUS_OPEN) return false;
  const v1::Order* order = find_order(incident, order_number);
  return order == nullptr || is_active(*order);
}

bool may_run(const v1::Incident& incident, const v1::Clock& clock) {
  if (clock.final() || !may_run(incident, clock.order_number())) return false;
  return clock.start() != v1::CLOCK_EDGE_UNATTENDED || !incident.has_disposition();
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

bool stops_with_a_result(v1::ClockEdge stop) {
  return stop == v1::CLOCK_EDGE_DISPOSITION || stop == v1::CLOCK_EDGE_RESPONDED ||
         stop == v1::CLOCK_EDGE_CLOSED;
}

// A final clock keeps the result that stopped it, which the reopening took back for the runs after it.
std::optional<std::int64_t> stop_of(const v1::Incident& incident, const v1::Clock& clock) {
  if (!clock.final() || !stops_with_a_result(clock.stop())) {
    return instant_of(incident, clock.stop(), orders_of(clock));
  }
  const auto stopped = clock.stopped_at_ms() == 0 ? std::optional<std::int64_t>() : clock.stopped_at_ms();
  if (clock.stop() != v1::CLOCK_EDGE_RESPONDED) return stopped;
  return earlier(instant_of(incident, v1::CLOCK_EDGE_ACKNOWLEDGED, orders_of(clock)), stopped);
}

void settle(v1::Clock& clock, const v1::Incident& incident) {
  const auto start = instant_of(incident, clock.start(), orders_of(clock));
  if (can_fire(clock)) set_span(clock, start.value_or(clock.started_at_ms()), clock.limit_ms());
  clock.set_stopped_at_ms(stop_of(incident, clock).value_or(0));
  clock.set_verdict(verdict_of(clock, may_run(incident, clock)));
}

void add_run(v1::Incident& incident, v1::Clock clock, const v1::EffectiveClock& limit,
             std::int64_t started_at_ms) {
  const v1::Clock* before = find_clock(incident, limit.kind(), clock.order_number());
  clock.set_kind(limit.kind());
  clock.set_run(before == nullptr ? 1 : before->run() + 1);
  clock.set_reopening(incident.reopenings());
  clock.set_stop(limit.stop());
  set_span(clock, started_at_ms, limit.limit_ms());
  *incident.add_clocks() = std::move(clock);
}

// Since the last reopening this clock has been started.
bool is_started(const v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number) {
  const v1::Clock* newest = find_clock(incident, kind, order_number);
  return newest != nullptr && (!newest->final() || newest->reopening() == incident.reopenings());
}

void start_if_reached(v1::Incident& incident, const v1::EffectiveClock& limit, std::uint32_t order_number) {
  if (!may_run(incident, order_number) || is_started(incident, limit.kind(), order_number)) return;
  const bool again = order_number == 0 && limit.start() == v1::CLOCK_EDGE_CALL && incident.reopenings() != 0;
  v1::Clock clock;
  clock.set_order_number(order_number);
  clock.set_after_order(incident.orders_before_reopening());
  clock.set_start(again ? v1::CLOCK_EDGE_REOPENED : limit.start());
  const auto started =
      again ? incident.reopened_at_ms() : instant_of(incident, limit.start(), orders_of(clock));
  if (!started || instant_of(incident, limit.stop(), orders_of(clock))) return;
  add_run(incident, std::move(clock), limit, *started);
}

bool has_clock(const v1::EffectiveClock& limit, const v1::Order& order) {
  const bool is_own =
      limit.kind() == v1::CLOCK_KIND_ORDER_TURNOUT || limit.kind() == v1::CLOCK_KIND_ORDER_ARRIVAL;
  return !is_own || order.has_own_clocks();
}

void start_if_unattended(v1::Incident& incident, const v1::Event& event) {
  if (event.unit_recalled().is_followed()) return;
  const v1::Clock* assign = find_clock(incident, v1::CLOCK_KIND_ASSIGN);
  if (!is_unattended(incident) || (assign != nullptr && is_running(*assign))) return;
  v1::Clock clock;
  clock.set_after_order(last_order_number(incident));
  clock.set_start(v1::CLOCK_EDGE_UNATTENDED);
  add_run(incident, std::move(clock), *find_effective_clock(incident, v1::CLOCK_KIND_ASSIGN), event.at_ms());
}

template <class Is>
void end_runs(v1::Incident& incident, Is is_final) {
  for (v1::Clock& clock : *incident.mutable_clocks()) {
    if (clock.final() || !is_final(clock)) continue;
    clock.set_final(true);
    clock.set_last_order(last_order_number(incident));
  }
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

const v1::Clock* find_clock(const v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number,
                            std::uint32_t run) {
  const v1::Clock* newest = nullptr;
  for (const v1::Clock& clock : incident.clocks()) {
    if (clock.kind() != kind || clock.order_number() != order_number) continue;
    if (run == 0 || clock.run() == run) newest = &clock;
  }
  return newest;
}

v1::Clock* find_clock(v1::Incident& incident, v1::ClockKind kind, std::uint32_t order_number,
                      std::uint32_t run) {
  return const_cast<v1::Clock*>(find_clock(std::as_const(incident), kind, order_number, run));
}

const v1::EffectiveClock* find_effective_clock(const v1::Incident& incident, v1::ClockKind kind) {
  const auto found = std::ranges::find(incident.effective_clocks(), kind, &v1::EffectiveClock::kind);
  return found == incident.effective_clocks().end() ? nullptr : &*found;
}

bool is_unattended(const v1::Incident& incident) {
  return incident.status() == v1::INCIDENT_STATUS_OPEN && !incident.has_cancellation() &&
         !incident.has_disposition() && find_effective_clock(incident, v1::CLOCK_KIND_ASSIGN) != nullptr &&
         !has_active_order(incident);
}

std::int64_t unattended_since_ms(const v1::Incident& incident) {
  const v1::Clock* assign = find_clock(incident, v1::CLOCK_KIND_ASSIGN);
  if (!is_unattended(incident)) return 0;
  return assign == nullptr ? incident.started_at_ms() : assign->started_at_ms();
}

void settle_clocks(v1::Incident& incident, const v1::Event& event) {
  for (v1::Clock& clock : *incident.mutable_clocks()) settle(clock, incident);
  for (const v1::EffectiveClock& limit : incident.effective_clocks()) {
    if (!is_of_each_order(limit)) {
      start_if_reached(incident, limit, 0);
      continue;
    }
    for (const v1::Order& order : incident.orders()) {
      if (has_clock(limit, order)) start_if_reached(incident, limit, order.number());
    }
  }
  start_if_unattended(incident, event);
}

void make_final(v1::Incident& incident, bool runs_on) {
  end_runs(incident, [runs_on](const v1::Clock& clock) {
    const bool may_go_on = clock.kind() == v1::CLOCK_KIND_TURNOUT || clock.kind() == v1::CLOCK_KIND_ARRIVAL;
    return !(runs_on && may_go_on && clock.verdict() == v1::CLOCK_VERDICT_CANCELLED);
  });
}

void freeze_verdicts(v1::Incident& incident) {
  end_runs(incident, [](const v1::Clock& clock) { return !is_running(clock) && clock.order_number() == 0; });
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
