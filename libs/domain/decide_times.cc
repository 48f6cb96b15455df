#include "domain/apply.h"
#include "domain/assignments.h"
#include "domain/clocks.h"
#include "domain/decide.h"
#include "domain/draft.h"
#include "domain/require.h"

namespace turnout::domain {
namespace {

// The reported stamp that a ruling is about.
Outcome<const v1::Stamp*> reported_stamp(const v1::Incident& incident, std::uint32_t assignment,
                                         v1::Milestone milestone) {
  const v1::Assignment* order = find_assignment(incident, assignment);
  if (order == nullptr) {
    return refuse(v1::REFUSAL_REASON_UNKNOWN_ASSIGNMENT, "assignment",
                  "incident " + incident.id() + " has no order " + std::to_string(assignment));
  }
  const v1::Stamp* stamp = find_stamp(*order, milestone);
  if (stamp != nullptr && !stamp->implied()) return stamp;
  return refuse(
      v1::REFUSAL_REASON_UNKNOWN_TIME, "milestone",
      "nobody has reported " + v1::Milestone_Name(milestone) + " of order " + std::to_string(assignment));
}

Answer require_pending(const v1::Stamp& stamp) {
  if (stamp.basis() == v1::TIME_BASIS_UNCONFIRMED) return {};
  return refuse(v1::REFUSAL_REASON_TIME_ALREADY_COUNTS, "milestone",
                "this time does not wait for anybody; correct it if it is wrong");
}

Answer require_within(const v1::Incident& incident, std::int64_t at_ms, std::int64_t now_ms,
                      const std::string& field) {
  if (at_ms >= incident.started_at_ms() && at_ms <= now_ms) return {};
  return refuse(v1::REFUSAL_REASON_INVALID_FIELD, field,
                "the time that counts must lie between the incident's start, " +
                    std::to_string(incident.started_at_ms()) + " ms, and now, " + std::to_string(now_ms) +
                    " ms");
}

// A ruling may show that a deadline that seemed kept was not: it fires now.
void add_breaches_of(const v1::TimeRuled& ruled, const v1::Incident& before, Draft& draft) {
  v1::Incident after = before;
  v1::Event event;
  event.set_incident_version(before.version() + 1);
  *event.mutable_time_ruled() = ruled;
  apply(event, after);
  for (const v1::Clock& clock : after.clocks()) {
    const v1::Clock* seemed = find_clock(before, clock.kind(), clock.assignment());
    if (seemed == nullptr || seemed->verdict() != v1::CLOCK_VERDICT_MET) continue;
    if (clock.verdict() == v1::CLOCK_VERDICT_MET) continue;
    v1::DeadlineBreached& breach = *draft.add(before.id()).mutable_deadline_breached();
    breach.set_kind(clock.kind());
    breach.set_assignment(clock.assignment());
    breach.set_due_at_ms(clock.due_at_ms());
  }
}

template <class Request>
v1::TimeRuled ruling_on(const v1::Stamp& before, const Request& request) {
  v1::TimeRuled ruled;
  ruled.set_assignment(request.assignment());
  ruled.set_milestone(request.milestone());
  *ruled.mutable_before() = before;
  *ruled.mutable_after() = before;
  ruled.mutable_after()->set_ruled_by(request.actor());
  ruled.mutable_after()->set_ruling_reason(request.reason());
  return ruled;
}

std::vector<v1::Event> events_of(const v1::TimeRuled& ruled, Draft draft, const v1::Incident& before) {
  *draft.add(before.id()).mutable_time_ruled() = ruled;
  add_breaches_of(ruled, before, draft);
  return draft.take();
}

}  // namespace

Decision decide(const Aggregates& aggregates, const v1::ConfirmTimeRequest& request, const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  const auto stamp = reported_stamp(incident, request.assignment(), request.milestone());
  if (!stamp) return tl::unexpected(stamp.error());
  TURNOUT_REQUIRE(require_pending(**stamp));
  v1::TimeRuled ruled = ruling_on(**stamp, request);
  ruled.mutable_after()->set_basis(request.confirmed() ? v1::TIME_BASIS_CONFIRMED : v1::TIME_BASIS_REJECTED);
  if (request.confirmed()) {
    TURNOUT_REQUIRE(require_within(incident, (*stamp)->device_at_ms(), context.now_ms, "confirmed"));
    ruled.mutable_after()->set_at_ms((*stamp)->device_at_ms());
  }
  return events_of(ruled, Draft(aggregates, context, origin_of(request)), incident);
}

Decision decide(const Aggregates& aggregates, const v1::CorrectTimeRequest& request, const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  const auto stamp = reported_stamp(incident, request.assignment(), request.milestone());
  if (!stamp) return tl::unexpected(stamp.error());
  TURNOUT_REQUIRE(require_within(incident, request.at_ms(), context.now_ms, "at_ms"));
  v1::TimeRuled ruled = ruling_on(**stamp, request);
  ruled.mutable_after()->set_basis(v1::TIME_BASIS_CORRECTED);
  ruled.mutable_after()->set_at_ms(request.at_ms());
  return events_of(ruled, Draft(aggregates, context, origin_of(request)), incident);
}

}  // namespace turnout::domain
