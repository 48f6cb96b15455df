#include "domain/clocks.h"

#include <algorithm>
#include <utility>

#include "domain/assignments.h"
#include "domain/stages.h"

namespace turnout::domain {
namespace {

v1::Clock* find_mutable(v1::Incident& incident, v1::ClockKind kind, std::uint32_t assignment) {
  return const_cast<v1::Clock*>(find_clock(incident, kind, assignment));
}

std::int64_t limit_ms(const v1::Incident& incident, v1::ClockKind kind) {
  for (const v1::ClockLimit& limit : incident.limits()) {
    if (limit.kind() == kind) return limit.limit_ms();
  }
  return 0;
}

bool can_fire(const v1::Clock& clock) {
  return is_running(clock) && clock.fired_at_ms() == 0;
}

// A stop after the deadline of a clock that never fired: the clock had been cancelled before its deadline,
// and stays so.
v1::ClockVerdict verdict_of_stop(const v1::Clock& clock) {
  const bool fired = clock.fired_at_ms() != 0;
  if (clock.stopped_at_ms() > clock.due_at_ms()) {
    return fired ? v1::CLOCK_VERDICT_BREACHED : v1::CLOCK_VERDICT_CANCELLED;
  }
  return fired ? v1::CLOCK_VERDICT_MET_REPORTED_LATE : v1::CLOCK_VERDICT_MET;
}

void set_span(v1::Clock& clock, std::int64_t started_at_ms, std::int64_t limit) {
  clock.set_started_at_ms(started_at_ms);
  clock.set_limit_ms(limit);
  clock.set_due_at_ms(started_at_ms + limit);
}

void end_without_stop(v1::Clock& clock) {
  if (!is_running(clock)) return;
  clock.set_verdict(clock.fired_at_ms() != 0 ? v1::CLOCK_VERDICT_BREACHED : v1::CLOCK_VERDICT_CANCELLED);
}

// The clocks that start with the incident, and the milestones that stop them.
constexpr std::pair<v1::ClockKind, v1::Milestone> kFromTheCall[] = {
    {v1::CLOCK_KIND_ASSIGN, v1::MILESTONE_ASSIGNED},
    {v1::CLOCK_KIND_TURNOUT, v1::MILESTONE_EN_ROUTE},
    {v1::CLOCK_KIND_ARRIVAL, v1::MILESTONE_ON_SCENE}};

// Starts every clock whose start has been reached and whose stop has not.
void start_missing(v1::Incident& incident) {
  for (const auto& [kind, stop] : kFromTheCall) {
    if (first_reached(incident, stop) == nullptr) start_clock(incident, kind, 0, incident.started_at_ms());
  }
  for (const v1::Assignment& assignment : incident.assignments()) {
    if (!stands(assignment) || find_stamp(assignment, v1::MILESTONE_ACKNOWLEDGED) != nullptr) continue;
    start_clock(incident, v1::CLOCK_KIND_ACKNOWLEDGE, assignment.number(),
                find_stamp(assignment, v1::MILESTONE_ASSIGNED)->at_ms());
  }
  const v1::Stamp* on_scene = first_reached(incident, v1::MILESTONE_ON_SCENE);
  if (on_scene != nullptr && !incident.has_disposition()) {
    start_clock(incident, v1::CLOCK_KIND_DISPOSITION, 0, on_scene->at_ms());
  }
}

}  // namespace

bool is_running(const v1::Clock& clock) {
  return clock.verdict() == v1::CLOCK_VERDICT_UNSPECIFIED;
}

bool is_overdue(const v1::Clock& clock) {
  return is_running(clock) && clock.fired_at_ms() != 0;
}

const v1::Clock* find_clock(const v1::Incident& incident, v1::ClockKind kind, std::uint32_t assignment) {
  for (const v1::Clock& clock : incident.clocks()) {
    if (clock.kind() == kind && clock.assignment() == assignment) return &clock;
  }
  return nullptr;
}

void start_clock(v1::Incident& incident, v1::ClockKind kind, std::uint32_t assignment, std::int64_t at_ms) {
  const std::int64_t limit = limit_ms(incident, kind);
  v1::Clock* clock = find_mutable(incident, kind, assignment);
  if (clock == nullptr) {
    if (limit == 0 || incident.status() != v1::INCIDENT_STATUS_OPEN) return;
    clock = incident.add_clocks();
    clock->set_kind(kind);
    clock->set_assignment(assignment);
    set_span(*clock, at_ms, limit);
  } else if (can_fire(*clock) && at_ms < clock->started_at_ms()) {
    set_span(*clock, at_ms, clock->limit_ms());
  }
}

void stop_clock(v1::Incident& incident, v1::ClockKind kind, std::uint32_t assignment, std::int64_t at_ms) {
  v1::Clock* clock = find_mutable(incident, kind, assignment);
  if (clock == nullptr) return;
  if (clock->stopped_at_ms() != 0 && clock->stopped_at_ms() <= at_ms) return;
  clock->set_stopped_at_ms(at_ms);
  clock->set_verdict(verdict_of_stop(*clock));
}

void end_order_clock(v1::Incident& incident, std::uint32_t assignment) {
  v1::Clock* clock = find_mutable(incident, v1::CLOCK_KIND_ACKNOWLEDGE, assignment);
  if (clock != nullptr) end_without_stop(*clock);
}

void end_clocks(v1::Incident& incident) {
  for (v1::Clock& clock : *incident.mutable_clocks()) end_without_stop(clock);
}

void resume_clocks(v1::Incident& incident) {
  for (v1::Clock& clock : *incident.mutable_clocks()) {
    if (clock.assignment() == 0 && clock.stopped_at_ms() == 0) clock.clear_verdict();
  }
}

void renew_limits(v1::Incident& incident) {
  auto& clocks = *incident.mutable_clocks();
  const auto not_kept = [&incident](const v1::Clock& clock) {
    return can_fire(clock) && limit_ms(incident, clock.kind()) == 0;
  };
  clocks.erase(std::remove_if(clocks.begin(), clocks.end(), not_kept), clocks.end());
  for (v1::Clock& clock : clocks) {
    if (can_fire(clock)) set_span(clock, clock.started_at_ms(), limit_ms(incident, clock.kind()));
  }
  start_missing(incident);
}

std::vector<v1::DeadlineBreached> due_deadlines(const v1::Incident& incident, std::int64_t now_ms) {
  std::vector<v1::DeadlineBreached> due;
  for (const v1::Clock& clock : incident.clocks()) {
    if (!can_fire(clock) || now_ms <= clock.due_at_ms()) continue;
    v1::DeadlineBreached& breach = due.emplace_back();
    breach.set_kind(clock.kind());
    breach.set_assignment(clock.assignment());
    breach.set_due_at_ms(clock.due_at_ms());
  }
  return due;
}

std::int64_t next_due_ms(const v1::Incident& incident) {
  std::int64_t earliest = 0;
  for (const v1::Clock& clock : incident.clocks()) {
    if (!can_fire(clock)) continue;
    earliest = earliest == 0 ? clock.due_at_ms() : std::min(earliest, clock.due_at_ms());
  }
  return earliest;
}

void fire(v1::Incident& incident, const v1::DeadlineBreached& breach, std::int64_t at_ms) {
  v1::Clock* clock = find_mutable(incident, breach.kind(), breach.assignment());
  if (clock != nullptr) clock->set_fired_at_ms(at_ms);
}

}  // namespace turnout::domain
