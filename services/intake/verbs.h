// What intake can do, a file each. A request's form has been validated before its verb is called.
#pragma once

#include "domain/outcome.h"
#include "host/district.h"
#include "rpc/stream_writer.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::intake {

using domain::Outcome;
using host::District;

Awaitable<Outcome<v1::ReportIncidentResponse>> report_incident(District& district,
                                                               v1::ReportIncidentRequest request);
Awaitable<Outcome<v1::AddCallResponse>> add_call(District& district, v1::AddCallRequest request);
Awaitable<Outcome<v1::AddNoteResponse>> add_note(District& district, v1::AddNoteRequest request);
Awaitable<Outcome<v1::AmendIncidentResponse>> amend_incident(District& district,
                                                             v1::AmendIncidentRequest request);
Awaitable<Outcome<v1::CancelIncidentResponse>> cancel_incident(District& district,
                                                               v1::CancelIncidentRequest request);
Awaitable<Outcome<v1::LinkDuplicateResponse>> link_duplicate(District& district,
                                                             v1::LinkDuplicateRequest request);
Awaitable<Outcome<v1::SplitDuplicateResponse>> split_duplicate(District& district,
                                                               v1::SplitDuplicateRequest request);
Awaitable<Outcome<v1::GetIncidentResponse>> get_incident(District& district, v1::GetIncidentRequest request);
Awaitable<Outcome<v1::ListIncidentsResponse>> list_incidents(District& district,
                                                             v1::ListIncidentsRequest request);

// Writes until the watcher goes away or falls behind.
Awaitable<Outcome<rpc::Done>> watch_incidents(District& district, v1::WatchIncidentsRequest request,
                                              rpc::StreamWriter<v1::WatchIncidentsResponse> writer);

}  // namespace turnout::intake
