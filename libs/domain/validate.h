// The form of a request: every field within its range. The first fault is returned as INVALID_FIELD, naming
// the field and the limit; a fault of form comes before any other reason but a missing deadline.
#pragma once

#include "domain/outcome.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::ReportIncidentRequest&);
Outcome<void> validate(const v1::AddCallRequest&);
Outcome<void> validate(const v1::AddNoteRequest&);
Outcome<void> validate(const v1::AmendIncidentRequest&);
Outcome<void> validate(const v1::CancelIncidentRequest&);
Outcome<void> validate(const v1::LinkDuplicateRequest&);
Outcome<void> validate(const v1::SplitDuplicateRequest&);
Outcome<void> validate(const v1::GetIncidentRequest&);
Outcome<void> validate(const v1::ListIncidentsRequest&);
Outcome<void> validate(const v1::WatchIncidentsRequest&);

Outcome<void> validate(const v1::RegisterUnitRequest&);
Outcome<void> validate(const v1::SetUnitStatusRequest&);
Outcome<void> validate(const v1::SignOnRequest&);
Outcome<void> validate(const v1::SignOffRequest&);
Outcome<void> validate(const v1::ReportPositionsRequest&);
Outcome<void> validate(const v1::ListUnitsRequest&);
Outcome<void> validate(const v1::WatchUnitsRequest&);
Outcome<void> validate(const v1::RecommendUnitsRequest&);
Outcome<void> validate(const v1::AssignUnitRequest&);
Outcome<void> validate(const v1::RecallUnitRequest&);
Outcome<void> validate(const v1::WatchOrdersRequest&);

Outcome<void> validate(const v1::ReportMilestoneRequest&);
Outcome<void> validate(const v1::DeclineOrderRequest&);
Outcome<void> validate(const v1::RuleOnDeclineRequest&);
Outcome<void> validate(const v1::AcknowledgeEscalationRequest&);
Outcome<void> validate(const v1::ListEscalationsRequest&);
Outcome<void> validate(const v1::WatchEscalationsRequest&);
Outcome<void> validate(const v1::RequestHandoverRequest&);
Outcome<void> validate(const v1::AnswerHandoverRequest&);
Outcome<void> validate(const v1::ArbitrateHandoverRequest&);
Outcome<void> validate(const v1::ListPendingTimesRequest&);
Outcome<void> validate(const v1::ConfirmTimeRequest&);
Outcome<void> validate(const v1::CorrectTimeRequest&);
Outcome<void> validate(const v1::ReportDispositionRequest&);
Outcome<void> validate(const v1::CloseIncidentRequest&);
Outcome<void> validate(const v1::ReopenIncidentRequest&);
Outcome<void> validate(const v1::GetTimelineRequest&);
Outcome<void> validate(const v1::GetComplianceRequest&);

}  // namespace turnout::domain
