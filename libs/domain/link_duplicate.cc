#include "domain/link_duplicate.h"

#include <algorithm>

#include "domain/adjudication.h"
#include "domain/applied_policy.h"
#include "domain/bounds.h"
#include "domain/duplicates.h"
#include "domain/event_builder.h"
#include "domain/move_orders.h"
#include "domain/orders.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {
namespace {

Answer require_earlier(const v1::Incident& kept, const v1::Incident& duplicate) {
  const bool stays_open = kept.status() == v1::INCIDENT_STATUS_OPEN && !kept.has_cancellation();
  if (stays_open && is_earlier(kept, duplicate)) return {};
  return refuse(v1::REFUSAL_REASON_NOT_EARLIER, "duplicate_of",
                "only an open incident that was reported before " + duplicate.id() + " can be kept instead");
}

// A complaint has no police clocks: an emergency that is linked to it would be watched by nobody.
Answer require_same_kind(const v1::Incident& kept, const v1::Incident& duplicate) {
  if (kept.kind() == duplicate.kind()) return {};
  return refuse(v1::REFUSAL_REASON_INVALID_FIELD, "duplicate_of",
                "incident " + kept.id() + " is of another kind than " + duplicate.id() +
                    "; only incidents of one kind can be linked");
}

Answer require_another_duplicate(const v1::Incident& kept) {
  if (kept.duplicates_size() < kMaxDuplicates) return {};
  return refuse(v1::REFUSAL_REASON_LIMIT_REACHED, "duplicate_of",
                "incident " + kept.id() + " has " + std::to_string(kMaxDuplicates) + " duplicates already");
}

v1::Priority more_pressing(v1::Priority one, v1::Priority other) {
  if (one == v1::PRIORITY_UNSPECIFIED || other == v1::PRIORITY_UNSPECIFIED) return std::max(one, other);
  return std::min(one, other);
}

void add_merged(EventBuilder& builder, const v1::Incident& kept, const v1::Incident& duplicate,
                const Context& context) {
  v1::DuplicateMerged& merged = *builder.add(kept.id()).mutable_duplicate_merged();
  merged.set_incident_id(duplicate.id());
  *merged.mutable_calls() = duplicate.calls();
  *merged.mutable_notes() = duplicate.notes();
  for (v1::Call& call : *merged.mutable_calls()) call.set_from_incident_id(duplicate.id());
  for (v1::Note& note : *merged.mutable_notes()) note.set_from_incident_id(duplicate.id());
  merged.set_started_at_ms(std::min(kept.started_at_ms(), duplicate.started_at_ms()));
  merged.set_is_start_implausible(kept.is_start_implausible() || duplicate.is_start_implausible());
  merged.set_type(kept.type().empty() ? duplicate.type() : kept.type());
  merged.set_priority(more_pressing(kept.priority(), duplicate.priority()));
  *merged.mutable_place() = kept.place();
  const bool takes_place = !kept.place().has_position() && duplicate.place().has_position();
  if (takes_place) *merged.mutable_place()->mutable_position() = duplicate.place().position();
  if (!kept.place().has_address() && duplicate.place().has_address()) {
    *merged.mutable_place()->mutable_address() = duplicate.place().address();
  }
  v1::Incident subject = kept;
  subject.set_type(merged.type());
  subject.set_priority(merged.priority());
  subject.set_started_at_ms(merged.started_at_ms());
  if (kept.station_id().empty()) {
    subject.set_station_id(duplicate.station_id());
    subject.set_station_basis(duplicate.station_basis());
    subject.set_area_class(duplicate.area_class());
  }
  *merged.mutable_applied_policy() = applied_policy_again(subject, context);
}

}  // namespace

Outcome<void> validate(const v1::LinkDuplicateRequest& request) {
  return command_on_incident(request)
      .uuid7("duplicate_of", request.duplicate_of())
      .must(request.duplicate_of() != request.incident_id(), "duplicate_of", "must be another incident")
      .text("reason", request.reason(), 1, kMaxReasonCharacters)
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::LinkDuplicateRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  const v1::Incident& kept = aggregates.other_incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_known(kept, request.duplicate_of()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_earlier(kept, incident));
  TURNOUT_REQUIRE(require_same_kind(kept, incident));
  TURNOUT_REQUIRE(require_another_duplicate(kept));
  TURNOUT_REQUIRE(require_room_for(active_units(incident).size(), incident, kept));
  EventBuilder builder(aggregates, context);
  v1::DuplicateLinked& linked = *builder.add(incident.id()).mutable_duplicate_linked();
  linked.set_duplicate_of(kept.id());
  linked.set_reason(request.reason());
  builder.add_due(kept, context);
  add_merged(builder, kept, incident, context);
  auto number = last_order_number(kept);
  for (const v1::Order& order : incident.orders()) {
    if (!is_active(order)) continue;
    move_order(builder, {.from = incident,
                         .order = order,
                         .unit = *aggregates.unit(order.unit_id()),
                         .to = kept,
                         .number = ++number,
                         .from_ends = true});
  }
  add_missed(builder, kept);
  return builder.take();
}

}  // namespace turnout::domain
