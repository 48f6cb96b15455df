#include "domain/adjudication.h"

#include "domain/apply.h"
#include "domain/clocks.h"
#include "domain/local_time_text.h"
#include "domain/orders.h"
#include "domain/words.h"
#include "turnout/v1/policy.pb.h"

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

std::string reported_milestones(const v1::Order& order) {
  std::string words;
  for (const v1::MilestoneStamp& reached : order.milestones()) {
    if (!reached.stamp().implied()) words += (words.empty() ? "" : ", ") + phrase_of(reached.milestone());
  }
  return words;
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
  return refuse(v1::REFUSAL_REASON_UNKNOWN_TIME, "milestone",
                "nobody has reported " + phrase_of(milestone) + " of order " + std::to_string(order_number) +
                    "; reported is " + reported_milestones(*order));
}

Answer require_within(const v1::Incident& incident, std::int64_t at_ms, const Context& context,
                      const std::string& field) {
  if (at_ms >= incident.started_at_ms() && at_ms <= context.now_ms) return {};
  const v1::TimeZone& zone = context.policy.time_zone();
  return refuse(v1::REFUSAL_REASON_INVALID_FIELD, field,
                "the time is " + second_text(at_ms, zone) + ", allowed is from the incident's start, " +
                    second_text(incident.started_at_ms(), zone) + ", to now, " +
                    second_text(context.now_ms, zone));
}

std::vector<v1::Event> events_of(const v1::TimeAdjudicated& adjudicated, EventBuilder builder,
                                 const v1::Incident& before) {
  *builder.add(before.id()).mutable_time_adjudicated() = adjudicated;
  add_breaches_of(adjudicated, before, builder);
  return builder.take();
}

}  // namespace turnout::domain
