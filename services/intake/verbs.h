// The verbs of intake that do more than run their rule, one file each. The form of a request is validated before.
#pragma once

#include "chassis/district.h"
#include "domain/outcome.h"

namespace turnout::v1 {
class ReportIncidentRequest;
class ReportIncidentResponse;
class AddCallRequest;
class AddCallResponse;
class AmendIncidentRequest;
class AmendIncidentResponse;
class GetIncidentRequest;
class GetIncidentResponse;
class ListIncidentsRequest;
class ListIncidentsResponse;
}  // namespace turnout::v1

namespace turnout::intake {

using chassis::District;
using domain::Outcome;

class DuplicateIndex;

Awaitable<Outcome<v1::ReportIncidentResponse>> report_incident(District& district, DuplicateIndex& duplicates,
                                                               const v1::ReportIncidentRequest& request);
Awaitable<Outcome<v1::AddCallResponse>> add_call(District& district, const v1::AddCallRequest& request);
Awaitable<Outcome<v1::AmendIncidentResponse>> amend_incident(District& district,
                                                             const v1::AmendIncidentRequest& request);
Awaitable<Outcome<v1::GetIncidentResponse>> get_incident(District& district,
                                                         const v1::GetIncidentRequest& request);
Awaitable<Outcome<v1::ListIncidentsResponse>> list_incidents(District& district,
                                                             const v1::ListIncidentsRequest& request);

}  // namespace turnout::intake
