#include "event_store/commit_metrics.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "domain/clocks.h"
#include "domain/request_meta.h"
#include "domain/stages.h"

namespace turnout::event_store {
namespace {

telemetry::Seconds seconds(std::int64_t duration_ms) {
  return std::chrono::milliseconds(duration_ms);
}

// One that nobody named is taken as urgent.
v1::Priority priority_of(const v1::Incident& incident) {
  return incident.priority() == v1::PRIORITY_UNSPECIFIED ? v1::PRIORITY_URGENT : incident.priority();
}

// A stamp that was received before: the order has moved here from a duplicate, and was counted there.
bool is_moved(const v1::Event& event) {
  const v1::Stamp& stamp =
      event.has_unit_assigned() ? event.unit_assigned().stamp() : event.milestone_reached().stamp();
  return stamp.server_at_ms() != 0 && stamp.server_at_ms() != event.at_ms();
}

bool completes(const v1::Event& event, const v1::StageTime& time) {
  if (is_moved(event)) return false;
  if (event.has_disposition_reported()) return time.stage() == v1::STAGE_ON_SCENE_TO_DISPOSITION;
  if (event.has_unit_assigned()) {
    return time.order_number() == event.unit_assigned().order_number() &&
           time.stage() == v1::STAGE_CALL_TO_ASSIGNED;
  }
  return event.has_milestone_reached() && time.order_number() == event.milestone_reached().order_number() &&
         domain::last_milestone_of(time.stage()) == event.milestone_reached().milestone();
}

void count_event(const v1::Event& event, v1::AreaClass area, telemetry::Metrics& metrics) {
  if (is_moved(event)) return;
  if (event.has_incident_reported())
    metrics.incident_reported(event.incident_reported().call().source(), area);
  if (event.has_unit_assigned()) metrics.unit_assigned();
  if (event.unit_assigned().reassigned_from() != 0) metrics.order_reassigned();
  if (event.has_reassignment_failed()) metrics.reassignment_failed();
  if (event.has_deadline_at_risk()) metrics.deadline_predicted_late(event.deadline_at_risk().kind());
  if (event.has_risk_cleared()) metrics.risk_cleared(event.risk_cleared().kind());
  if (event.has_milestone_reached()) metrics.milestone_reached(event.milestone_reached().milestone());
  if (event.has_deadline_breached()) {
    metrics.deadline_breached(event.deadline_breached().kind(), area);
    metrics.deadline_fired(seconds(event.at_ms() - event.deadline_breached().due_at_ms()));
  }
  if (event.has_deadline_warned()) metrics.deadline_warned(event.deadline_warned().kind());
  if (event.has_escalation_raised()) {
    metrics.escalation_raised(event.escalation_raised().kind(), event.escalation_raised().role());
  }
  if (event.has_escalation_acknowledged()) {
    metrics.escalation_acknowledged(event.escalation_acknowledged().kind());
  }
}

void count_ended(const v1::Clock& clock, const v1::Incident& incident, telemetry::Metrics& metrics) {
  metrics.clock_ended(clock.kind(), incident.area_class(), clock.verdict());
  if (clock.kind() != v1::CLOCK_KIND_TURNOUT || clock.verdict() == v1::CLOCK_VERDICT_CANCELLED) return;
  using telemetry::StationTurnout;
  const bool late = clock.verdict() == v1::CLOCK_VERDICT_BREACHED;
  metrics.station_turned_out(incident.station_id(), late ? StationTurnout::kLate : StationTurnout::kInTime);
}

}  // namespace

std::vector<v1::StageTime> stages_completed_by(const std::vector<v1::Event>& events,
                                               const v1::Incident& after) {
  std::vector<v1::StageTime> completed;
  const std::vector<v1::StageTime> times = domain::stage_times(after);
  for (const v1::Event& event : events) {
    if (event.incident_id() != after.id()) continue;
    for (const v1::StageTime& time : times) {
      if (!time.excluded() && completes(event, time)) completed.push_back(time);
    }
  }
  return completed;
}

std::vector<v1::Clock> clocks_ended_by(const v1::Incident& before, const v1::Incident& after) {
  std::vector<v1::Clock> ended;
  for (const v1::Clock& clock : after.clocks()) {
    const v1::Clock* was = domain::find_clock(before, clock.kind(), clock.order_number(), clock.run());
    const bool ran = was == nullptr || domain::is_running(*was);
    if (ran && !domain::is_running(clock)) ended.push_back(clock);
  }
  return ended;
}

void count(const domain::Aggregates& before, const domain::Change& change, telemetry::Metrics& metrics) {
  for (const v1::Event& event : change.events) {
    const auto changed = std::ranges::find_if(change.incidents, [&event](const auto& updated) {
      return updated.state.id() == event.incident_id();
    });
    count_event(event,
                changed == change.incidents.end() ? v1::AREA_CLASS_UNSPECIFIED : changed->state.area_class(),
                metrics);
  }
  for (const auto& updated : change.incidents) {
    const v1::Incident& after = updated.state;
    const v1::Incident& was = after.id() == before.incident.id() ? before.incident : before.other_incident;
    for (const v1::StageTime& time : stages_completed_by(change.events, after)) {
      metrics.stage_passed(time.stage(), after.area_class(), priority_of(after), seconds(time.duration_ms()));
    }
    for (const v1::Clock& clock : clocks_ended_by(was, after)) count_ended(clock, after, metrics);
  }
}

CommitMetrics::InFlight::InFlight(CommitMetrics& counts, const domain::Aggregates& before,
                                  const domain::Change& change)
    : counts_(counts),
      uncounted_(counts.uncounted_),
      commit_(uncounted_->commits.emplace(domain::event_id(change.events.front()),
                                          Commit{.before = &before, .change = &change})) {}

CommitMetrics::InFlight::~InFlight() {
  Commit& commit = commit_->second;
  if (answered_ || commit.counted || uncounted_->unanswered == kMaxUnanswered) {
    uncounted_->commits.erase(commit_);
    return;
  }
  commit.kept = std::make_unique<Kept>(Kept{*commit.before, *commit.change});
  commit.before = &commit.kept->before;
  commit.change = &commit.kept->change;
  ++uncounted_->unanswered;
}

void CommitMetrics::InFlight::answered(bool committed) {
  answered_ = true;
  if (committed) counts_.count_once(commit_->second);
}

void CommitMetrics::take(const std::vector<Entry>& entries) {
  auto& [commits, unanswered] = *uncounted_;
  for (const Entry& entry : entries) {
    if (commits.empty()) return;
    if (!entry.event) continue;
    auto [at, end] = commits.equal_range(domain::event_id(*entry.event));
    while (at != end) {
      Commit& ours = at->second;
      const v1::Event& first = ours.change->events.front();
      if (entry.event->SerializeAsString() == first.SerializeAsString()) count_once(ours);
      // Whatever the log has in its place settles it.
      if (ours.kept) --unanswered;
      at = ours.kept ? commits.erase(at) : std::next(at);
    }
  }
}

void CommitMetrics::count_once(Commit& commit) {
  if (!std::exchange(commit.counted, true)) count(*commit.before, *commit.change, metrics_);
}

}  // namespace turnout::event_store
