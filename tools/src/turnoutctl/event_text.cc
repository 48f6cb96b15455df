#include "turnoutctl/event_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "client/incident_id.h"
#include "client/words.h"
#include "domain/pending_times.h"
#include "text/time.h"
#include "turnoutctl/accountability_text.h"
#include "turnoutctl/incident_text.h"

namespace turnout::turnoutctl {
namespace {

using client::word;

std::string with_detail(const std::string& text, const std::string& detail) {
  return detail.empty() ? text : text + ": " + detail;
}

std::string describe_amended(const v1::IncidentAmended& amended) {
  std::string truth = amended.priority() == v1::PRIORITY_UNSPECIFIED ? "" : word(amended.priority());
  for (const std::string* part :
       {&amended.type(), &amended.applied_policy().station_id(), &amended.place().address().text()}) {
    truth = joined(truth, *part);
  }
  return with_detail("amended", truth);
}

const v1::Stamp* stamp_of(const v1::Event& event) {
  if (event.has_unit_assigned()) return &event.unit_assigned().stamp();
  if (event.has_milestone_reached()) return &event.milestone_reached().stamp();
  return nullptr;
}

// For an arrival: whether the unit's position confirmed it.
std::string scene_text(const v1::Stamp& stamp) {
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

std::string order_text(const v1::Event& event, const std::string& what, std::uint32_t number) {
  return fmt::format("{} {} (order {})", event.unit_id(), what, number);
}

// For an order that a unit has returned or wants to return: "too far: …".
template <class Declined>
std::string decline_text(const Declined& declined) {
  return with_detail(word(declined.reason()), declined.text());
}

std::string describe_incident(const v1::Event& event) {
  switch (event.body_case()) {
    case v1::Event::kIncidentReported: {
      const v1::Call& call = event.incident_reported().call();
      return with_detail("reported by " + word(call.source()), call.caller().words());
    }
    case v1::Event::kCallAdded:
      return with_detail("another call by " + word(event.call_added().call().source()),
                         event.call_added().call().caller().words());
    case v1::Event::kNoteAdded:
      return with_detail("note", event.note_added().note().text().text());
    case v1::Event::kIncidentAmended:
      return describe_amended(event.incident_amended());
    case v1::Event::kCancellationBegun:
      return with_detail("cancelling began: it has more units than one step recalls",
                         event.cancellation_begun().reason());
    case v1::Event::kIncidentCancelled:
      return with_detail("cancelled", event.incident_cancelled().reason());
    case v1::Event::kDispositionReported: {
      const v1::Disposition& disposition = event.disposition_reported().disposition();
      return with_detail("disposition " + disposition.code(), disposition.text().text());
    }
    case v1::Event::kIncidentClosed:
      return "closed";
    case v1::Event::kIncidentReopened:
      return with_detail("reopened", event.incident_reopened().reason());
    case v1::Event::kDuplicateLinked:
      return with_detail("duplicate of " + client::short_id(event.duplicate_linked().duplicate_of()),
                         event.duplicate_linked().reason());
    case v1::Event::kDuplicateSplit:
      return with_detail("no duplicate after all", event.duplicate_split().reason());
    case v1::Event::kDuplicateMerged:
      return fmt::format("report {} was linked to this incident, with {} calls and {} notes",
                         client::short_id(event.duplicate_merged().incident_id()),
                         event.duplicate_merged().calls_size(), event.duplicate_merged().notes_size());
    case v1::Event::kRecordRepaired:
      return fmt::format("the stored record was damaged and made again; {} of its events are lost",
                         event.record_repaired().events_missing());
    case v1::Event::kDuplicateFreed:
      return fmt::format("report {} is separate again and takes {} calls and {} notes back",
                         client::short_id(event.duplicate_freed().incident_id()),
                         event.duplicate_freed().calls(), event.duplicate_freed().notes());
    default:
      return "";
  }
}

std::string describe_order(const v1::Event& event) {
  switch (event.body_case()) {
    case v1::Event::kUnitAssigned: {
      const v1::UnitAssigned& assigned = event.unit_assigned();
      const std::string text = order_text(event, "assigned", assigned.order_number());
      return assigned.reassigned_from() == 0
                 ? text
                 : fmt::format("{} in place of order {}", text, assigned.reassigned_from());
    }
    case v1::Event::kMilestoneReached:
      return order_text(event, word(event.milestone_reached().milestone()),
                        event.milestone_reached().order_number()) +
             (event.milestone_reached().after_end() ? ", after its order had ended: counts for nothing" : "");
    case v1::Event::kOrderDeclined:
      return with_detail(order_text(event, "declined", event.order_declined().order_number()),
                         decline_text(event.order_declined()));
    case v1::Event::kDeclineRequested:
      return fmt::format("asks to return order {}: {}", event.decline_requested().order_number(),
                         decline_text(event.decline_requested()));
    case v1::Event::kDeclineRefused:
      return with_detail(fmt::format("order {} may not be returned", event.decline_refused().order_number()),
                         event.decline_refused().reason());
    case v1::Event::kUnitRecalled:
      return with_detail(order_text(event, "recalled", event.unit_recalled().order_number()),
                         event.unit_recalled().reason());
    case v1::Event::kReassignmentFailed:
      return with_detail(fmt::format("nobody took over order {}", event.reassignment_failed().order_number()),
                         event.reassignment_failed().reason());
    case v1::Event::kUnitRegistered:
      return event.unit_id() + " registered";
    case v1::Event::kUnitSignedOn:
      return fmt::format("{} signed on: {}", event.unit_id(),
                         fmt::join(event.unit_signed_on().shift().officers(), ", "));
    case v1::Event::kCrewRelieved:
      return fmt::format("{} relieved at work by {}",
                         order_text(event, "crew", event.crew_relieved().order_number()),
                         fmt::join(event.crew_relieved().shift().officers(), ", "));
    case v1::Event::kUnitSignedOff:
      return with_detail(event.unit_id() + " signed off", event.unit_signed_off().reason());
    case v1::Event::kUnitStatusSet:
      return with_detail(event.unit_id() + " " + word(event.unit_status_set().status()),
                         event.unit_status_set().reason());
    default:
      return "";
  }
}

}  // namespace

std::string describe(const v1::Event& event, const v1::TimeZone& zone) {
  for (std::string text :
       {describe_incident(event), describe_order(event), describe_accountability(event, zone)}) {
    if (!text.empty()) return text;
  }
  return "unknown event: this program is older than the services";
}

std::int64_t happened_at_ms(const v1::Event& event) {
  const v1::Stamp* stamp = stamp_of(event);
  return stamp == nullptr ? event.at_ms() : stamp->at_ms();
}

std::string provenance(const v1::Event& event, const v1::TimeZone& zone) {
  const v1::Stamp* stamp = stamp_of(event);
  if (stamp == nullptr) return "";
  std::string text = word(stamp->source()) + ", " + word(stamp->basis());
  if (stamp->implied()) text += ", implied";
  if (domain::awaits_adjudication(*stamp)) text += ", waits for a ruling";
  if (stamp->device_at_ms() != 0 && stamp->device_at_ms() != stamp->at_ms()) {
    text += ", device said " + text::clock_time(stamp->device_at_ms(), zone);
  }
  return text + scene_text(*stamp);
}

}  // namespace turnout::turnoutctl
