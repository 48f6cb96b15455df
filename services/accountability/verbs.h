// The verbs of accountability that do more than run their rule, one file each. The form of a request is validated before.
#pragma once

#include "chassis/district.h"
#include "domain/outcome.h"

namespace turnout::v1 {
class ReportMilestoneRequest;
class ReportMilestoneResponse;
class RequestHandoverRequest;
class RequestHandoverResponse;
class ListEscalationsRequest;
class ListEscalationsResponse;
class ListPendingTimesRequest;
class ListPendingTimesResponse;
class GetTimelineRequest;
class GetTimelineResponse;
class GetComplianceRequest;
class GetComplianceResponse;
}  // namespace turnout::v1

namespace turnout::accountability {

using chassis::District;
using domain::Outcome;

class ComplianceProjection;

Awaitable<Outcome<v1::ReportMilestoneResponse>> report_milestone(District& district,
                                                                 const v1::ReportMilestoneRequest& request);
Awaitable<Outcome<v1::RequestHandoverResponse>> request_handover(District& district,
                                                                 const v1::RequestHandoverRequest& request);
Awaitable<Outcome<v1::ListEscalationsResponse>> list_escalations(District& district,
                                                                 const v1::ListEscalationsRequest& request);

// These wait for the projection.
Awaitable<Outcome<v1::ListPendingTimesResponse>> list_pending_times(
    District& district, const ComplianceProjection& projection, const v1::ListPendingTimesRequest& request);
Awaitable<Outcome<v1::GetTimelineResponse>> get_timeline(District& district,
                                                         const ComplianceProjection& projection,
                                                         const v1::GetTimelineRequest& request);
Awaitable<Outcome<v1::GetComplianceResponse>> get_compliance(District& district,
                                                             const ComplianceProjection& projection,
                                                             const v1::GetComplianceRequest& request);

}  // namespace turnout::accountability
