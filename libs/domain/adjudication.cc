#include "domain/adjudication.h"

#include <algorithm>

#include "domain/clocks.h"
#include "domain/local_time_text.h"
#include "domain/orders.h"
#include "domain/words.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {
namespace {

// How long the clock ran, by what is known now: to its stop, or to the end of its order or incident.
std::int64_t ran_until_ms(const v1::Clock& clock, const v1::Incident& incident) {
  const v1::Order* order = find_order(incident, clock.order_number());
  const std::int64_t ended_ms = order == nullptr ? incident.ended_at_ms() : order->ended_at_ms();
  const std::int64_t stopped_ms = clock.stopped_at_ms();
  return stopped_ms == 0 || ended_ms == 0 ? std::max(stopped_ms, ended_ms) : std::min(stopped_ms, ended_ms);
}

void add_breach(const v1::Clock& clock, const std::string& incident_id, EventBuilder& builder) {
  v1::DeadlineBreached& breach = *builder.add_unasked(incident_id).mutable_deadline_breached();
  breach.set_kind(clock.kind());
  breach.set_order_number(clock.order_number());
  breach.set_run(clock.run());
  breach.set_due_at_ms(clock.due_at_ms());
}

// A ruling may show that a deadline that seemed kept, or not to have come before the end, was not: it fires now.
void add_breaches(const v1::Incident& before, const v1::Incident& after, EventBuilder& builder) {
  for (const v1::Clock& clock : after.clocks()) {
    const v1::Clock* seemed = find_clock(before, clock.kind(), clock.order_number(), clock.run());
    if (seemed == nullptr || is_running(*seemed) || is_running(clock) || clock.fired_at_ms() != 0) continue;
    const bool was_late = ran_until_ms(*seemed, before) > seemed->due_at_ms();
    if (was_late || ran_until_ms(clock, after) <= clock.due_at_ms()) continue;
    add_breach(clock, before.id(), builder);
  }
}

std::string words_of(v1::Milestone milestone) {
  return milestone == v1::MILESTONE_ASSIGNED ? "the order" : phrase_of(milestone);
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
  if (const v1::Stamp* stamp = find_reported(*order, milestone)) return stamp;
  return refuse(v1::REFUSAL_REASON_UNKNOWN_TIME, "milestone",
                "nobody has reported " + phrase_of(milestone) + " of order " + std::to_string(order_number) +
                    "; reported is " + reported_milestones(*order));
}

Answer require_impartial(const v1::Order& order, const v1::Stamp& stamp, const std::string& actor) {
  const bool is_concerned = actor == stamp.reported_by() || actor == order.signed_by() ||
                            actor == order.crew_leader() ||
                            std::ranges::count(order.reliefs(), actor, &v1::Relief::officer_id) > 0;
  if (!is_concerned) return {};
  return refuse(v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor",
                actor + " has reported, signed or led order " + std::to_string(order.number()) +
                    "; somebody else must rule on its times");
}

Answer require_between(std::int64_t at_ms, const Allowed& allowed, const Context& context,
                       const std::string& field) {
  if (at_ms >= allowed.from_ms && at_ms <= allowed.to_ms) return {};
  const v1::TimeZone& zone = context.policy.time_zone();
  return refuse(v1::REFUSAL_REASON_INVALID_FIELD, field,
                "the time is " + second_text(at_ms, zone) + ", allowed is from " + allowed.from + ", " +
                    second_text(allowed.from_ms, zone) + ", to " + allowed.to + ", " +
                    second_text(allowed.to_ms, zone));
}

Answer require_within(const v1::Incident& incident, std::uint32_t order_number, v1::Milestone milestone,
                      std::int64_t at_ms, const Context& context, const std::string& field) {
  Allowed allowed{.from_ms = incident.started_at_ms(),
                  .from = "the incident's start",
                  .to_ms = context.now_ms,
                  .to = "now"};
  for (const v1::MilestoneStamp& other : find_order(incident, order_number)->milestones()) {
    if (!sets_bounds(other, milestone)) continue;
    if (other.milestone() < milestone && other.stamp().at_ms() >= allowed.from_ms) {
      allowed.from_ms = other.stamp().at_ms();
      allowed.from = words_of(other.milestone());
    }
    if (other.milestone() > milestone && other.stamp().at_ms() <= allowed.to_ms) {
      allowed.to_ms = other.stamp().at_ms();
      allowed.to = words_of(other.milestone());
    }
  }
  return require_between(at_ms, allowed, context, field);
}

void add_missed(EventBuilder& builder, const v1::Incident& before) {
  const v1::Incident after = builder.after(before);
  for (const v1::Clock& clock : after.clocks()) {
    const bool is_missed = clock.stopped_at_ms() > clock.due_at_ms() && clock.fired_at_ms() == 0;
    if (is_missed && !clock.final()) add_breach(clock, before.id(), builder);
  }
}

std::vector<v1::Event> events_of(const v1::Event& ruling, const v1::Incident& incident, EventBuilder builder,
                                 const Context& context) {
  const v1::Incident before = builder.after(incident);
  builder.add(incident.id()).MergeFrom(ruling);
  add_breaches(before, builder.after(incident), builder);
  builder.add_due(builder.after(incident), context);
  return builder.take();
}

}  // namespace turnout::domain
