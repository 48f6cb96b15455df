// What accountability can do, a file each. A request's form has been validated before its verb is called.
#pragma once

#include "accountability/case_book.h"
#include "domain/outcome.h"
#include "host/district.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {

using domain::Outcome;
using host::District;

Awaitable<Outcome<v1::ReportMilestoneResponse>> report_milestone(District& district,
                                                                 v1::ReportMilestoneRequest request);
Awaitable<Outcome<v1::DeclineOrderResponse>> decline_order(District& district,
                                                           v1::DeclineOrderRequest request);
Awaitable<Outcome<v1::ReportDispositionResponse>> report_disposition(District& district,
                                                                     v1::ReportDispositionRequest request);
Awaitable<Outcome<v1::CloseIncidentResponse>> close_incident(District& district,
                                                             v1::CloseIncidentRequest request);
Awaitable<Outcome<v1::ReopenIncidentResponse>> reopen_incident(District& district,
                                                               v1::ReopenIncidentRequest request);
Awaitable<Outcome<v1::GetTimelineResponse>> get_timeline(District& district, const CaseBook& book,
                                                         v1::GetTimelineRequest request);
Awaitable<Outcome<v1::GetComplianceResponse>> get_compliance(District& district, const CaseBook& book,
                                                             v1::GetComplianceRequest request);

}  // namespace turnout::accountability
