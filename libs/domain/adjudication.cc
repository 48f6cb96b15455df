#include "domain/adjudication.h"

#include "domain/apply.h"
#include "domain/clocks.h"
#include "domain/orders.h"

namespace turnout::domain {
namespace {

// An adjudication may show that a deadline that seemed kept was not: it fires now.
void add_breaches_of(const v1::TimeAdjudicated& adjudicated, const v1::Incident& before,
                     EventBuilder& builder) {
  v1::Incident after = before;
  v1::Event event;
  event.set_incident_id(before.id());
  event.set_incident_version(before.version() + 1);
  *event.mutable_time_adjudicated() = adjudicated;
  apply(event, after);
  for (const v1::Clock& clock : after.clocks()) {
    const v1::Clock* seemed = find_clock(before, clock.kind(), clock.order_number(), clock.run());
    if (seemed == nullptr || seemed->verdict() != v1::CLOCK_VERDICT_MET) continue;
    if (clock.verdict() == v1::CLOCK_VERDICT_MET) continue;
    v1::DeadlineBreached& breach = *builder.add(before.id()).mutable_deadline_breached();
    breach.set_kind(clock.kind());
    breach.set_order_number(clock.order_number());
    breach.set_run(clock.run());
    breach.set_due_at_ms(clock.due_at_ms());
  }
}

}  // namespace

Outcome<const v1::Stamp*> reported_stamp(const v1::Incident& incident, std::uint32_t order_number,
                                         v1::Milestone milestone) {
  const v1::Order* order = find_order(incident, order_number);
  if (order == nullptr) {
    return refuse(v1::REFUSAL_REASON_UNKNOWN_ORDER, "order_number",
                  "incident " + incident.id() + " has no order " + std::to_string(order_number));
  }
  const v1::Stamp* stamp = find_stamp(*order, milestone);
  if (stamp != nullptr && !stamp->implied()) return stamp;
  return refuse(
      v1::REFUSAL_REASON_UNKNOWN_TIME, "milestone",
      "nobody has reported " + v1::Milestone_Name(milestone) + " of order " + std::to_string(order_number));
}

Answer require_within(const v1::Incident& incident, std::int64_t at_ms, std::int64_t now_ms,
                      const std::string& field) {
  if (at_ms >= incident.started_at_ms() && at_ms <= now_ms) return {};
  return refuse(v1::REFUSAL_REASON_INVALID_FIELD, field,
                "the time that counts must lie between the incident's start, " +
                    std::to_string(incident.started_at_ms()) + " ms, and now, " + std::to_string(now_ms) +
                    " ms");
}

std::vector<v1::Event> events_of(const v1::TimeAdjudicated& adjudicated, EventBuilder builder,
                                 const v1::Incident& before) {
  *builder.add(before.id()).mutable_time_adjudicated() = adjudicated;
  add_breaches_of(adjudicated, before, builder);
  return builder.take();
}

}  // namespace turnout::domain
