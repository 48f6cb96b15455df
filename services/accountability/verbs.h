// What accountability can do, a file each. A request's form has been validated before its verb is called.
#pragma once

#include "accountability/case_book.h"
#include "domain/outcome.h"
#include "host/district.h"
#include "rpc/stream_writer.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {

using domain::Outcome;
using host::District;

Awaitable<Outcome<v1::ReportMilestoneResponse>> report_milestone(District& district,
                                                                 v1::ReportMilestoneRequest request);
Awaitable<Outcome<v1::DeclineOrderResponse>> decline_order(District& district,
                                                           v1::DeclineOrderRequest request);
Awaitable<Outcome<v1::RuleOnDeclineResponse>> rule_on_decline(District& district,
                                                              v1::RuleOnDeclineRequest request);
Awaitable<Outcome<v1::ReportDispositionResponse>> report_disposition(District& district,
                                                                     v1::ReportDispositionRequest request);
Awaitable<Outcome<v1::CloseIncidentResponse>> close_incident(District& district,
                                                             v1::CloseIncidentRequest request);
Awaitable<Outcome<v1::ReopenIncidentResponse>> reopen_incident(District& district,
                                                               v1::ReopenIncidentRequest request);

Awaitable<Outcome<v1::AcknowledgeEscalationResponse>> acknowledge_escalation(
    District& district, v1::AcknowledgeEscalationRequest request);
Awaitable<Outcome<v1::ListEscalationsResponse>> list_escalations(District& district, const CaseBook& book,
                                                                 v1::ListEscalationsRequest request);
// Writes until the console goes away or falls behind.
Awaitable<Outcome<rpc::Done>> watch_escalations(District& district, v1::WatchEscalationsRequest request,
                                                rpc::StreamWriter<v1::WatchEscalationsResponse> writer);

Awaitable<Outcome<v1::RequestHandoverResponse>> request_handover(District& district,
                                                                 v1::RequestHandoverRequest request);
Awaitable<Outcome<v1::AnswerHandoverResponse>> answer_handover(District& district,
                                                               v1::AnswerHandoverRequest request);
Awaitable<Outcome<v1::ArbitrateHandoverResponse>> arbitrate_handover(District& district,
                                                                     v1::ArbitrateHandoverRequest request);

Awaitable<Outcome<v1::ListPendingTimesResponse>> list_pending_times(District& district, const CaseBook& book,
                                                                    v1::ListPendingTimesRequest request);
Awaitable<Outcome<v1::ConfirmTimeResponse>> confirm_time(District& district, v1::ConfirmTimeRequest request);
Awaitable<Outcome<v1::CorrectTimeResponse>> correct_time(District& district, v1::CorrectTimeRequest request);

Awaitable<Outcome<v1::GetTimelineResponse>> get_timeline(District& district, const CaseBook& book,
                                                         v1::GetTimelineRequest request);
Awaitable<Outcome<v1::GetComplianceResponse>> get_compliance(District& district, const CaseBook& book,
                                                             v1::GetComplianceRequest request);

}  // namespace turnout::accountability
