// What a command did, for people: pure functions over its request and the service's answer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/table.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/intake_service.pb.h"
#include "turnoutctl/city_now.h"
#include "turnoutctl/shown_names.h"

namespace turnout::turnoutctl {

// How it is told.
struct Telling {
  const ShownNames& names;
  CityNow now;
};

struct Happened {
  std::vector<std::string> sentences = {};
  std::int64_t at_ms = 0;  // the clocks that stopped at this instant were ended by the command; 0 = none
  std::uint32_t order_number = 0;  // so were the clocks of this order; 0 = none
};

// Commands of which the incident in brief says enough.
template <class Request, class Response>
Happened happened(const Request& /*request*/, const Response& /*response*/, const Telling& /*telling*/) {
  return {};
}

Happened happened(const v1::AssignUnitRequest& request, const v1::AssignUnitResponse& response,
                  const Telling& telling);
Happened happened(const v1::RecallUnitRequest& request, const v1::RecallUnitResponse& response,
                  const Telling& telling);
Happened happened(const v1::ReportMilestoneRequest& request, const v1::ReportMilestoneResponse& response,
                  const Telling& telling);
Happened happened(const v1::DeclineOrderRequest& request, const v1::DeclineOrderResponse& response,
                  const Telling& telling);
Happened happened(const v1::AnswerDeclineRequest& request, const v1::AnswerDeclineResponse& response,
                  const Telling& telling);
Happened happened(const v1::AcknowledgeEscalationRequest& request,
                  const v1::AcknowledgeEscalationResponse& response, const Telling& telling);
Happened happened(const v1::CorrectTimeRequest& request, const v1::CorrectTimeResponse& response,
                  const Telling& telling);
Happened happened(const v1::ConfirmTimeRequest& request, const v1::ConfirmTimeResponse& response,
                  const Telling& telling);
Happened happened(const v1::AmendIncidentRequest& request, const v1::AmendIncidentResponse& response,
                  const Telling& telling);
Happened happened(const v1::ReportIncidentRequest& request, const v1::ReportIncidentResponse& response,
                  const Telling& telling);
Happened happened(const v1::CorrectStartRequest& request, const v1::CorrectStartResponse& response,
                  const Telling& telling);
Happened happened(const v1::RelieveCrewRequest& request, const v1::RelieveCrewResponse& response,
                  const Telling& telling);
Happened happened(const v1::CancelIncidentRequest& request, const v1::CancelIncidentResponse& response,
                  const Telling& telling);
Happened happened(const v1::ReportDispositionRequest& request, const v1::ReportDispositionResponse& response,
                  const Telling& telling);
Happened happened(const v1::CloseIncidentRequest& request, const v1::CloseIncidentResponse& response,
                  const Telling& telling);
Happened happened(const v1::RequestHandoverRequest& request, const v1::RequestHandoverResponse& response,
                  const Telling& telling);
Happened happened(const v1::AnswerHandoverRequest& request, const v1::AnswerHandoverResponse& response,
                  const Telling& telling);
Happened happened(const v1::WithdrawHandoverRequest& request, const v1::WithdrawHandoverResponse& response,
                  const Telling& telling);
Happened happened(const v1::ArbitrateHandoverRequest& request, const v1::ArbitrateHandoverResponse& response,
                  const Telling& telling);
// `kept`: the incident that is kept, after the link.
std::vector<std::string> linked(const v1::Incident& duplicate, const v1::Incident& kept,
                                v1::Priority priority_before, const ShownNames& names);

// The answer to a command on an incident: what happened, the incident's headline, the clocks and escalations that the
// command ended, the late clocks in red, the other running clocks, and whether nobody is on it.
std::vector<text::Cell> outcome_lines(const Happened& happened, const v1::Incident& incident,
                                      const std::vector<std::string>& event_ids, const CityNow& now);

}  // namespace turnout::turnoutctl
