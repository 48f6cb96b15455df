#include "domain/report_milestone.h"

#include <algorithm>

#include "domain/event_builder.h"
#include "domain/orders.h"
#include "domain/policy.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "domain/scene.h"
#include "domain/stamp.h"
#include "domain/terminal_clock.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {
namespace {

// False for a report that its terminal numbered before one that came earlier: it is not what was just pressed.
bool is_in_sequence(const v1::Unit& unit, const v1::ReportMilestoneRequest& request) {
  return request.device_sequence() == 0 || is_next(request.device_sequence(), unit.device_sequence());
}

// When the first later milestone was reached that anybody reported. DELIVERED is when the terminal received the order, however late.
std::int64_t latest_ms(const v1::Order& order, v1::Milestone milestone) {
  std::int64_t latest = kMaxInstantMs;
  if (milestone == v1::MILESTONE_DELIVERED) return latest;
  for (const v1::MilestoneStamp& reached : order.milestones()) {
    if (reached.milestone() <= milestone || reached.stamp().implied()) continue;
    latest = std::min(latest, reached.stamp().at_ms());
  }
  return latest;
}

// When the order was given, or the last step before was done by a time that counts.
std::int64_t earliest_ms(const v1::Order& order, v1::Milestone milestone) {
  std::int64_t earliest = 0;
  for (const v1::MilestoneStamp& reached : order.milestones()) {
    if (reached.milestone() >= milestone || !sets_bounds(reached, milestone)) continue;
    earliest = std::max(earliest, reached.stamp().at_ms());
  }
  return earliest;
}

bool could_have_come_before(const v1::Unit& unit, const v1::ReportMilestoneRequest& request,
                            const Context& context) {
  const std::int64_t tolerance_ms = device_tolerance_ms(context.policy);
  const TerminalContact contact{.received_at_ms = unit.contact_received_at_ms(),
                                .since_ms = unit.contact_since_ms()};
  return could_have_reported(contact, request.device_at_ms(), tolerance_ms, context.now_ms) ||
         could_have_reported(unit.id(), request.device_at_ms(), tolerance_ms, context.now_ms,
                             context.last_positions);
}

// Auxiliaries never answer for an incident: whoever leads their crew does. Empty = the actor does.
std::string officer_who_answers(const v1::Unit& unit, const v1::ReportMilestoneRequest& request) {
  if (request.milestone() != v1::MILESTONE_ACKNOWLEDGED) return "";
  const bool is_auxiliary = std::ranges::count(unit.shift().auxiliaries(), request.actor()) > 0;
  return is_auxiliary ? unit.shift().officers(0) : "";
}

}  // namespace

ReportedOrder reported_order(const Aggregates& aggregates, const v1::ReportMilestoneRequest& request) {
  const v1::Incident& named = aggregates.incident;
  const v1::Incident& other = aggregates.other_incident;
  const v1::Order* order = find_order(named, request.unit_id(), request.order_number());
  const bool has_moved =
      order != nullptr && !other.id().empty() && order->moved_to_incident_id() == other.id();
  if (has_moved) {
    const v1::Order* goes_on = find_order_from(other, named.id(), request.unit_id());
    if (goes_on != nullptr) return {.incident = other, .order = goes_on};
  }
  return {.incident = named, .order = order};
}

Outcome<void> validate(const v1::ReportMilestoneRequest& request) {
  Form form = command_on_incident(request);
  form.id("unit_id", request.unit_id())
      .known("milestone", request.milestone(), true)
      .must(request.milestone() != v1::MILESTONE_ASSIGNED, "milestone",
            "must be delivered to cleared; a unit is assigned by AssignUnit")
      .instant("device_at_ms", request.device_at_ms())
      .known("source", request.source(), false);
  if (request.has_position()) form.position("position", request.position());
  return form.result();
}

Decision decide(const Aggregates& aggregates, const v1::ReportMilestoneRequest& request,
                const Context& context) {
  const v1::Unit* unit = aggregates.unit(request.unit_id());
  TURNOUT_REQUIRE(require_known(aggregates.incident, request.incident_id()));
  TURNOUT_REQUIRE(require_known(unit, request.unit_id()));
  const ReportedOrder reported = reported_order(aggregates, request);
  const v1::Order* order = reported.order;
  TURNOUT_REQUIRE(require_order(order, request.unit_id()));
  const v1::Incident& incident = reported.incident;
  EventBuilder builder(aggregates, context);
  if (&incident == &aggregates.other_incident) builder.add_due(incident, context);
  v1::MilestoneReached& reached = *builder.add(incident.id(), *unit).mutable_milestone_reached();
  reached.set_order_number(order->number());
  reached.set_milestone(request.milestone());
  reached.set_officer_id(officer_who_answers(*unit, request));
  v1::Stamp& stamp = *reached.mutable_stamp();
  stamp = stamp_of({.source = request.source(),
                    .device_at_ms = request.device_at_ms(),
                    .earliest_ms = earliest_ms(*order, request.milestone()),
                    .latest_ms = latest_ms(*order, request.milestone()),
                    .contact_at_ms = unit->contact_at_ms(),
                    .tolerance_ms = device_tolerance_ms(context.policy),
                    .accept_imported = context.policy.accept_imported_times(),
                    .in_sequence = is_in_sequence(*unit, request),
                    .could_have_come_before = could_have_come_before(*unit, request, context)},
                   context.now_ms);
  stamp.set_reported_by(request.actor());
  stamp.set_device_sequence(request.device_sequence());
  if (request.has_position()) *stamp.mutable_position() = request.position();
  reached.set_after_end(is_after_end(*order, request.milestone(), stamp));
  if (request.milestone() == v1::MILESTONE_ON_SCENE) {
    check_scene(incident.place(), *unit, context, stamp);
  }
  return builder.take();
}

}  // namespace turnout::domain
