#include "domain/link_duplicate.h"

#include "domain/bounds.h"
#include "domain/duplicates.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {
namespace {

Answer require_earlier(const v1::Incident& kept, const v1::Incident& duplicate) {
  if (kept.status() == v1::INCIDENT_STATUS_OPEN && is_earlier(kept, duplicate)) return {};
  return refuse(v1::REFUSAL_REASON_NOT_EARLIER, "duplicate_of",
                "only an open incident that was reported before " + duplicate.id() + " can be kept instead");
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
  TURNOUT_REQUIRE(require_no_units(incident));
  EventBuilder builder(aggregates, context);
  v1::DuplicateLinked& linked = *builder.add(incident.id()).mutable_duplicate_linked();
  linked.set_duplicate_of(kept.id());
  linked.set_reason(request.reason());
  return builder.take();
}

}  // namespace turnout::domain
