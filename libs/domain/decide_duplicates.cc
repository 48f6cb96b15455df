#include <algorithm>

#include "domain/assignments.h"
#include "domain/decide.h"
#include "domain/draft.h"
#include "domain/duplicates.h"
#include "domain/require.h"

namespace turnout::domain {
namespace {

Answer require_earlier(const v1::Incident& kept, const v1::Incident& duplicate) {
  if (kept.status() == v1::INCIDENT_STATUS_OPEN && is_earlier(kept, duplicate)) return {};
  return refuse(v1::REFUSAL_REASON_NOT_EARLIER, "duplicate_of",
                "only an open incident that was reported before " + duplicate.id() + " can be kept instead");
}

}  // namespace

bool is_earlier(const v1::Incident& one, const v1::Incident& other) {
  return std::pair(one.received_at_ms(), one.id()) < std::pair(other.received_at_ms(), other.id());
}

Decision decide_link(const Aggregates& aggregates, const v1::LinkDuplicateRequest& request,
                     const Context& context, const v1::Incident& kept) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_known(kept, request.duplicate_of()));
  TURNOUT_REQUIRE(require_open(incident));
  TURNOUT_REQUIRE(require_earlier(kept, incident));
  TURNOUT_REQUIRE(require_no_units(incident));
  Draft draft(aggregates, context, origin_of(request));
  v1::DuplicateLinked& linked = *draft.add(incident.id()).mutable_duplicate_linked();
  linked.set_duplicate_of(kept.id());
  linked.set_reason(request.reason());
  return draft.take();
}

Decision decide(const Aggregates& aggregates, const v1::SplitDuplicateRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  if (incident.status() != v1::INCIDENT_STATUS_DUPLICATE) {
    return refuse(v1::REFUSAL_REASON_NOT_A_DUPLICATE, "incident_id",
                  "incident " + incident.id() + " is not linked to another");
  }
  Draft draft(aggregates, context, origin_of(request));
  draft.add(incident.id()).mutable_duplicate_split()->set_reason(request.reason());
  return draft.take();
}

}  // namespace turnout::domain
