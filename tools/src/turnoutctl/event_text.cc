#include "turnoutctl/event_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "client/incident_id.h"
#include "client/words.h"
#include "text/time.h"
#include "turnoutctl/accountability_text.h"

namespace turnout::turnoutctl {
namespace {

using client::word;

std::string with(const std::string& text, const std::string& detail) {
  return detail.empty() ? text : text + ": " + detail;
}

std::string describe_amended(const v1::IncidentAmended& amended) {
  std::string truth = word(amended.priority());
  for (const std::string* part :
       {&amended.type(), &amended.ruling().station_id(), &amended.place().address()}) {
    if (!part->empty()) truth += ", " + *part;
  }
  return "amended: " + truth;
}

const v1::Stamp* stamp_of(const v1::Event& event) {
  if (event.has_unit_assigned()) return &event.unit_assigned().stamp();
  if (event.has_milestone_reached()) return &event.milestone_reached().stamp();
  return nullptr;
}

// Of an arrival: whether the unit's position showed it.
std::string scene(const v1::Stamp& stamp) {
  switch (stamp.scene_check()) {
    case v1::SCENE_CHECK_VERIFIED:
      return fmt::format(", verified at {} m", stamp.scene_distance_m());
    case v1::SCENE_CHECK_UNVERIFIED:
      return fmt::format(", unverified: {} m away", stamp.scene_distance_m());
    case v1::SCENE_CHECK_NO_FIX:
      return ", no fix";
    default:
      return "";
  }
}

std::string order(const v1::Event& event, const std::string& what, std::uint32_t number) {
  return fmt::format("{} {} (order {})", event.unit_id(), what, number);
}

// Of an order that a unit has returned or wants to return: "too far: …".
template <class Declined>
std::string why(const Declined& declined) {
  return with(word(declined.reason()), declined.text());
}

std::string describe_incident(const v1::Event& event) {
  switch (event.body_case()) {
    case v1::Event::kIncidentReported: {
      const v1::Call& call = event.incident_reported().call();
      return with("reported by " + word(call.source()), call.words());
    }
    case v1::Event::kCallAdded:
      return with("another call by " + word(event.call_added().call().source()),
                  event.call_added().call().words());
    case v1::Event::kNoteAdded:
      return with("note", event.note_added().note().text());
    case v1::Event::kIncidentAmended:
      return describe_amended(event.incident_amended());
    case v1::Event::kIncidentCancelled:
      return with("cancelled", event.incident_cancelled().reason());
    case v1::Event::kDispositionReported: {
      const v1::Disposition& disposition = event.disposition_reported().disposition();
      return with("disposition " + disposition.code(), disposition.text());
    }
    case v1::Event::kIncidentClosed:
      return "closed";
    case v1::Event::kIncidentReopened:
      return with("reopened", event.incident_reopened().reason());
    case v1::Event::kDuplicateLinked:
      return with("duplicate of " + client::short_id(event.duplicate_linked().duplicate_of()),
                  event.duplicate_linked().reason());
    case v1::Event::kDuplicateSplit:
      return with("no duplicate after all", event.duplicate_split().reason());
    default:
      return "";
  }
}

std::string describe_order(const v1::Event& event) {
  switch (event.body_case()) {
    case v1::Event::kUnitAssigned: {
      const v1::UnitAssigned& assigned = event.unit_assigned();
      const std::string text = order(event, "assigned", assigned.assignment());
      return assigned.replaces() == 0 ? text
                                      : fmt::format("{} in place of order {}", text, assigned.replaces());
    }
    case v1::Event::kMilestoneReached:
      return order(event, word(event.milestone_reached().milestone()),
                   event.milestone_reached().assignment());
    case v1::Event::kOrderDeclined:
      return with(order(event, "declined", event.order_declined().assignment()), why(event.order_declined()));
    case v1::Event::kDeclineRequested:
      return fmt::format("asks to return order {}: {}", event.decline_requested().assignment(),
                         why(event.decline_requested()));
    case v1::Event::kDeclineRefused:
      return with(fmt::format("order {} may not be returned", event.decline_refused().assignment()),
                  event.decline_refused().reason());
    case v1::Event::kUnitRecalled:
      return with(order(event, "recalled", event.unit_recalled().assignment()),
                  event.unit_recalled().reason());
    case v1::Event::kReassignmentFailed:
      return with(fmt::format("nobody took over order {}", event.reassignment_failed().assignment()),
                  event.reassignment_failed().reason());
    case v1::Event::kUnitRegistered:
      return event.unit_id() + " registered";
    case v1::Event::kUnitSignedOn:
      return fmt::format("{} signed on: {}", event.unit_id(),
                         fmt::join(event.unit_signed_on().shift().officers(), ", "));
    case v1::Event::kUnitSignedOff:
      return with(event.unit_id() + " signed off", event.unit_signed_off().reason());
    case v1::Event::kUnitStatusSet:
      return with(event.unit_id() + " " + word(event.unit_status_set().status()),
                  event.unit_status_set().reason());
    default:
      return "";
  }
}

}  // namespace

std::string describe(const v1::Event& event) {
  for (const auto describe_group : {describe_incident, describe_order, describe_accountability}) {
    std::string text = describe_group(event);
    if (!text.empty()) return text;
  }
  return "something that this program does not know";
}

std::int64_t happened_at_ms(const v1::Event& event) {
  const v1::Stamp* stamp = stamp_of(event);
  return stamp == nullptr ? event.at_ms() : stamp->at_ms();
}

std::string provenance(const v1::Event& event) {
  const v1::Stamp* stamp = stamp_of(event);
  if (stamp == nullptr) return "";
  std::string text = word(stamp->source()) + ", " + word(stamp->basis());
  if (stamp->implied()) text += ", implied";
  if (stamp->device_at_ms() != 0 && stamp->device_at_ms() != stamp->at_ms()) {
    text += ", device said " + text::clock_time(stamp->device_at_ms());
  }
  return text + scene(*stamp);
}

}  // namespace turnout::turnoutctl
