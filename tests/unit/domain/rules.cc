#include "rules.h"

#include <algorithm>
#include <set>

#include "domain/clocks.h"
#include "domain/crew.h"
#include "domain/deadlines.h"
#include "domain/ledger.h"
#include "domain/orders.h"

namespace turnout::testing {
namespace {

v1::Milestone milestone_that_stops(v1::ClockKind kind) {
  switch (kind) {
    case v1::CLOCK_KIND_ASSIGN:
      return v1::MILESTONE_ASSIGNED;
    case v1::CLOCK_KIND_TURNOUT:
    case v1::CLOCK_KIND_ORDER_TURNOUT:
      return v1::MILESTONE_EN_ROUTE;
    case v1::CLOCK_KIND_ARRIVAL:
    case v1::CLOCK_KIND_ORDER_ARRIVAL:
      return v1::MILESTONE_ON_SCENE;
    default:
      return v1::MILESTONE_ACKNOWLEDGED;
  }
}

bool stops_with_the_disposition(v1::ClockKind kind) {
  return kind == v1::CLOCK_KIND_DISPOSITION || kind == v1::CLOCK_KIND_ANSWER ||
         kind == v1::CLOCK_KIND_FIRST_RESPONSE || kind == v1::CLOCK_KIND_CLOSE;
}

// The instant at which a clock's stop became true: the earliest stamp of its milestone or a later one.
std::int64_t stop_of(const v1::Incident& incident, const v1::Clock& clock) {
  if (stops_with_the_disposition(clock.kind())) return clock.stopped_at_ms();
  std::int64_t earliest_ms = 0;
  for (const v1::Order& order : incident.orders()) {
    if (clock.order_number() != 0 && clock.order_number() != order.number()) continue;
    if (clock.order_number() == 0 && order.number() <= clock.after_order()) continue;
    if (clock.order_number() == 0 && clock.final() && order.number() > clock.last_order()) continue;
    for (const v1::MilestoneStamp& reached : order.milestones()) {
      const v1::Milestone milestone = reached.milestone();
      if (milestone < milestone_that_stops(clock.kind()) || milestone == v1::MILESTONE_CLEARED) continue;
      const std::int64_t at_ms = reached.stamp().at_ms();
      earliest_ms = earliest_ms == 0 ? at_ms : std::min(earliest_ms, at_ms);
    }
  }
  return earliest_ms;
}

std::string broken_verdict(const v1::Clock& clock) {
  const bool fired = clock.fired_at_ms() != 0;
  const bool in_time = clock.stopped_at_ms() != 0 && clock.stopped_at_ms() <= clock.due_at_ms();
  switch (clock.verdict()) {
    case v1::CLOCK_VERDICT_UNSPECIFIED:
      return clock.stopped_at_ms() != 0 ? "it stopped and has no verdict" : "";
    case v1::CLOCK_VERDICT_MET:
      return fired || !in_time ? "met, but it fired or did not stop in time" : "";
    case v1::CLOCK_VERDICT_MET_REPORTED_LATE:
      return !fired || !in_time ? "met and reported late, but it did not fire or stop in time" : "";
    case v1::CLOCK_VERDICT_BREACHED:
      return !fired || in_time ? "breached, but it did not fire or stopped in time" : "";
    case v1::CLOCK_VERDICT_CANCELLED:
      return fired || in_time ? "cancelled, but it fired or stopped in time" : "";
    default:
      return "has an unknown verdict";
  }
}

const v1::Order& order_of(const v1::Incident& incident, const v1::Clock& clock) {
  return incident.orders(static_cast<int>(clock.order_number()) - 1);
}

bool starts_at_the_call(const v1::Clock& clock) {
  return clock.start() == v1::CLOCK_EDGE_CALL;
}

bool start_was_corrected(const Story& story, const std::string& incident_id) {
  return std::ranges::any_of(story.log(), [&incident_id](const v1::Event& event) {
    return event.incident_id() == incident_id && event.has_start_corrected();
  });
}

// `start_moved`: a ruling on the start may show that a deadline that fired was not over.
std::string broken_clock(const v1::Incident& incident, const v1::Clock& clock, bool start_moved) {
  const bool open = incident.status() == v1::INCIDENT_STATUS_OPEN;
  if (clock.due_at_ms() != clock.started_at_ms() + clock.limit_ms())
    return "its deadline is not start + limit";
  if (clock.limit_ms() <= 0) return "has no limit";
  const bool may_be_early = start_moved && starts_at_the_call(clock);
  if (clock.fired_at_ms() != 0 && clock.fired_at_ms() <= clock.due_at_ms() && !may_be_early) {
    return "fired before its time";
  }
  if (domain::is_running(clock) && !open) return "runs on an incident that has ended";
  if (domain::is_running(clock) && clock.order_number() != 0 &&
      !domain::is_active(order_of(incident, clock))) {
    return "runs for an order that has ended";
  }
  if (clock.stopped_at_ms() != stop_of(incident, clock)) return "did not stop at its milestone";
  return broken_verdict(clock);
}

// When a clock that can fire is next: its first warning that has not come, or its deadline.
std::int64_t next_of(const v1::Incident& incident, const v1::Clock& clock) {
  for (const v1::EffectiveClock& limit : incident.effective_clocks()) {
    const int next = static_cast<int>(clock.warnings());
    if (limit.kind() != clock.kind() || next >= limit.warnings_size()) continue;
    return clock.started_at_ms() + limit.warnings(next).after_ms();
  }
  return clock.due_at_ms();
}

std::string broken_clocks(const v1::Incident& incident, bool start_moved) {
  std::vector<std::int64_t> next_ms;
  for (const v1::Clock& clock : incident.clocks()) {
    if (domain::find_clock(incident, clock.kind(), clock.order_number(), clock.run()) != &clock)
      return "two clocks of one kind";
    if (std::string broken = broken_clock(incident, clock, start_moved); !broken.empty()) {
      return broken + ": " + clock.ShortDebugString();
    }
    if (!domain::is_running(clock) || clock.fired_at_ms() != 0) continue;
    next_ms.push_back(next_of(incident, clock));
  }
  for (const v1::Escalation& escalation : incident.escalations()) {
    const v1::EffectiveClock* limit = domain::find_effective_clock(incident, escalation.kind());
    const bool climbs = !escalation.ended() && limit != nullptr && limit->ladder_size() > 0;
    if (climbs && escalation.next_at_ms() != 0) next_ms.push_back(escalation.next_at_ms());
  }
  const std::int64_t earliest_ms = next_ms.empty() ? 0 : *std::ranges::min_element(next_ms);
  return domain::next_due_ms(incident) == earliest_ms ? ""
                                                      : "the next instant is not the earliest that can fire";
}

// The policy keeps every clock that watches over an incident of its kind.
bool is_watched_over(const v1::Incident& incident) {
  const std::vector<v1::ClockKind> of_police{v1::CLOCK_KIND_ASSIGN, v1::CLOCK_KIND_TURNOUT,
                                             v1::CLOCK_KIND_ARRIVAL, v1::CLOCK_KIND_DISPOSITION,
                                             v1::CLOCK_KIND_CLOSE};
  const std::vector<v1::ClockKind> of_others{v1::CLOCK_KIND_ANSWER, v1::CLOCK_KIND_CLOSE};
  const auto& kinds = incident.kind() == v1::INCIDENT_KIND_POLICE ? of_police : of_others;
  return std::ranges::all_of(kinds, [&incident](v1::ClockKind kind) {
    return domain::find_effective_clock(incident, kind) != nullptr;
  });
}

// Nobody is forgotten: something of an open incident is still to fire, or a deadline has passed and its clock runs on, overdue on
// every board.
std::string broken_watch(const v1::Incident& incident) {
  if (incident.status() != v1::INCIDENT_STATUS_OPEN || !is_watched_over(incident)) return "";
  if (std::ranges::none_of(incident.clocks(), domain::is_running)) return "an open incident has no clock";
  const v1::Clock* assign = domain::find_clock(incident, v1::CLOCK_KIND_ASSIGN);
  if (domain::is_unattended(incident) && (assign == nullptr || !domain::is_running(*assign))) {
    return "nobody is on it, and no clock asks for somebody";
  }
  const bool has_ladders = std::ranges::all_of(incident.clocks(), [&incident](const v1::Clock& clock) {
    const v1::EffectiveClock* effective = domain::find_effective_clock(incident, clock.kind());
    return !domain::is_running(clock) || (effective != nullptr && !effective->ladder().empty() &&
                                          effective->ladder().rbegin()->repeat_ms() != 0);
  });
  return has_ladders && domain::next_due_ms(incident) == 0 ? "nobody will be told again" : "";
}

// Every second has one owner, and what was waited for adds up to the whole.
std::string broken_ledger(const v1::Incident& incident, std::int64_t now_ms) {
  std::int64_t since_ms = incident.started_at_ms();
  std::vector<v1::Responsible> all(incident.past_responsible().begin(), incident.past_responsible().end());
  all.push_back(incident.responsible());
  if (all.front().since_ms() != since_ms) return "nobody answered at the start";
  for (const v1::Responsible& one : all) {
    if (one.officer_id().empty()) return "nobody is responsible";
    if (one.since_ms() < since_ms) return "two were responsible";
    since_ms = one.since_ms();
  }
  const std::int64_t end_ms = incident.ended_at_ms() != 0 ? incident.ended_at_ms() : now_ms;
  std::int64_t at_ms = incident.started_at_ms();
  for (const v1::LedgerLine& line : domain::ledger_of(incident, now_ms)) {
    if (line.from_ms() != at_ms || line.duration_ms() <= 0) return "the ledger has a gap";
    if (line.officer_id().empty()) return "the ledger names nobody";
    at_ms += line.duration_ms();
  }
  return at_ms == std::max(end_ms, incident.started_at_ms()) ? "" : "the ledger does not add up to the whole";
}

// Of each clock one ladder, raised level by level only once its deadline fired or its order was returned.
std::string broken_ladders(const v1::Incident& incident) {
  for (const v1::Escalation& escalation : incident.escalations()) {
    const auto same = std::ranges::count_if(incident.escalations(), [&](const v1::Escalation& other) {
      return other.kind() == escalation.kind() && other.order_number() == escalation.order_number() &&
             other.run() == escalation.run();
    });
    if (same != 1) return "two ladders of one clock";
    const v1::Clock* clock =
        domain::find_clock(incident, escalation.kind(), escalation.order_number(), escalation.run());
    const bool fired = clock != nullptr && clock->fired_at_ms() != 0;
    if (!fired && escalation.kind() != v1::CLOCK_KIND_ACKNOWLEDGE)
      return "a ladder without a passed deadline";
    if (escalation.raised() < escalation.level()) return "a level was left out";
  }
  return "";
}

std::string broken_order(const v1::Order& order) {
  int last = 0;
  for (const v1::MilestoneStamp& reached : order.milestones()) {
    if (reached.milestone() <= last) return "milestones out of order or twice";
    if (reached.milestone() != last + 1 && reached.milestone() != v1::MILESTONE_CLEARED) {
      return "a milestone is reached and an earlier one is not";
    }
    if (reached.stamp().at_ms() <= 0) return "a milestone without its instant";
    last = reached.milestone();
  }
  return last == 0 ? "never assigned" : "";
}

std::string broken_orders(const v1::Incident& incident) {
  std::uint32_t number = 0;
  for (const v1::Order& order : incident.orders()) {
    if (order.number() != ++number) return "orders are not numbered 1, 2, ...";
    if (std::string broken = broken_order(order); !broken.empty()) {
      return broken + ": " + order.ShortDebugString();
    }
    if (domain::is_active(order) && incident.status() != v1::INCIDENT_STATUS_OPEN) {
      return "an order is_active on an incident that has ended";
    }
  }
  return "";
}

v1::UnitStatus status_by(const v1::Order& order) {
  if (domain::find_stamp(order, v1::MILESTONE_ON_SCENE) != nullptr) return v1::UNIT_STATUS_ON_SCENE;
  if (domain::find_stamp(order, v1::MILESTONE_EN_ROUTE) != nullptr) return v1::UNIT_STATUS_EN_ROUTE;
  return v1::UNIT_STATUS_ASSIGNED;
}

// A unit is on at most one incident, and both say the same.
std::string broken_unit(const Story& story, const v1::Unit& unit) {
  const v1::Order* standing = nullptr;
  for (const auto& [id, incident] : story.incidents()) {
    for (const v1::Order& order : incident.orders()) {
      if (order.unit_id() != unit.id() || !domain::is_active(order)) continue;
      if (standing != nullptr) return "unit has two orders that stand";
      standing = &order;
      if (unit.incident_id() != id) return "unit does not know of its order";
    }
  }
  if (standing == nullptr) {
    const bool idle =
        unit.status() == v1::UNIT_STATUS_AVAILABLE || unit.status() == v1::UNIT_STATUS_OUT_OF_SERVICE;
    return idle && unit.incident_id().empty() && unit.order_number() == 0 ? ""
                                                                          : "unit is busy without an order";
  }
  if (unit.order_number() != standing->number()) return "unit names another order";
  return unit.status() == status_by(*standing) ? "" : "unit's status is not that of its order";
}

// Nobody is aboard two units.
std::string broken_crews(const Story& story) {
  std::set<std::string> aboard;
  for (const auto& [id, unit] : story.units()) {
    for (const std::string& person : domain::people_aboard(unit)) {
      if (!aboard.insert(person).second) return person + " is aboard two units";
    }
  }
  return "";
}

}  // namespace

std::string broken_rule(const Story& story) {
  for (const auto& [id, incident] : story.incidents()) {
    if (std::string broken = broken_clocks(incident, start_was_corrected(story, id)); !broken.empty())
      return broken;
    if (std::string broken = broken_watch(incident); !broken.empty()) return broken;
    if (std::string broken = broken_orders(incident); !broken.empty()) return broken;
    if (std::string broken = broken_ledger(incident, story.now_ms); !broken.empty()) return broken;
    if (std::string broken = broken_ladders(incident); !broken.empty()) return broken;
  }
  for (const auto& [id, unit] : story.units()) {
    if (std::string broken = broken_unit(story, unit); !broken.empty()) return broken.append(": ").append(id);
  }
  return broken_crews(story);
}

// A turnout that ended without a verdict is given up for a new one only by a reopening after the policy's window.
std::string broken_reopening(const Story& story) {
  for (const auto& [id, incident] : story.incidents()) {
    const bool was_given_up = std::ranges::any_of(incident.clocks(), [](const v1::Clock& clock) {
      return clock.kind() == v1::CLOCK_KIND_TURNOUT && clock.final() &&
             clock.verdict() == v1::CLOCK_VERDICT_CANCELLED;
    });
    const bool came_late = std::ranges::any_of(story.log(), [&id = id](const v1::Event& event) {
      return event.incident_id() == id && event.has_incident_reopened() &&
             !event.incident_reopened().runs_on();
    });
    if (was_given_up && !came_late) return "a late turnout was given up for a new one: " + id;
  }
  return "";
}

std::string broken_firing(const Story& story) {
  if (std::string broken = broken_reopening(story); !broken.empty()) return broken;
  std::set<std::tuple<std::string, int, std::uint32_t, std::uint32_t>> fired;
  std::set<std::tuple<std::string, int, std::uint32_t, std::uint32_t, std::uint32_t>> warned;
  for (const v1::Event& event : story.log()) {
    const v1::DeadlineWarned& warning = event.deadline_warned();
    if (event.has_deadline_warned() && !warned
                                            .emplace(event.incident_id(), warning.kind(),
                                                     warning.order_number(), warning.run(), warning.warning())
                                            .second) {
      return "a warning came twice: " + event.ShortDebugString();
    }
    if (!event.has_deadline_breached()) continue;
    const v1::DeadlineBreached& breach = event.deadline_breached();
    if (!fired.emplace(event.incident_id(), breach.kind(), breach.order_number(), breach.run()).second) {
      return "a deadline fired twice: " + event.ShortDebugString();
    }
    const v1::Clock* clock = domain::find_clock(story.incident(event.incident_id()), breach.kind(),
                                                breach.order_number(), breach.run());
    if (clock == nullptr || clock->fired_at_ms() != event.at_ms()) return "a firing was lost";
    const bool may_move = starts_at_the_call(*clock) && start_was_corrected(story, event.incident_id());
    if (clock->due_at_ms() != breach.due_at_ms() && !may_move) return "a deadline moved after it fired";
  }
  return "";
}

}  // namespace turnout::testing
