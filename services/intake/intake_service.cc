#include "intake/intake_service.h"

#include "host/serve.h"
#include "intake/verbs.h"

namespace turnout::intake {

grpc::ServerUnaryReactor* IntakeService::ReportIncident(grpc::CallbackServerContext* context,
                                                        const v1::ReportIncidentRequest* request,
                                                        v1::ReportIncidentResponse* response) {
  return host::serve(host_, context, request, response, &report_incident);
}

grpc::ServerUnaryReactor* IntakeService::AddCall(grpc::CallbackServerContext* context,
                                                 const v1::AddCallRequest* request,
                                                 v1::AddCallResponse* response) {
  return host::serve(host_, context, request, response, &add_call);
}

grpc::ServerUnaryReactor* IntakeService::AddNote(grpc::CallbackServerContext* context,
                                                 const v1::AddNoteRequest* request,
                                                 v1::AddNoteResponse* response) {
  return host::serve(host_, context, request, response, &add_note);
}

grpc::ServerUnaryReactor* IntakeService::AmendIncident(grpc::CallbackServerContext* context,
                                                       const v1::AmendIncidentRequest* request,
                                                       v1::AmendIncidentResponse* response) {
  return host::serve(host_, context, request, response, &amend_incident);
}

grpc::ServerUnaryReactor* IntakeService::CancelIncident(grpc::CallbackServerContext* context,
                                                        const v1::CancelIncidentRequest* request,
                                                        v1::CancelIncidentResponse* response) {
  return host::serve(host_, context, request, response, &cancel_incident);
}

grpc::ServerUnaryReactor* IntakeService::LinkDuplicate(grpc::CallbackServerContext* context,
                                                       const v1::LinkDuplicateRequest* request,
                                                       v1::LinkDuplicateResponse* response) {
  return host::serve(host_, context, request, response, &link_duplicate);
}

grpc::ServerUnaryReactor* IntakeService::SplitDuplicate(grpc::CallbackServerContext* context,
                                                        const v1::SplitDuplicateRequest* request,
                                                        v1::SplitDuplicateResponse* response) {
  return host::serve(host_, context, request, response, &split_duplicate);
}

grpc::ServerUnaryReactor* IntakeService::GetIncident(grpc::CallbackServerContext* context,
                                                     const v1::GetIncidentRequest* request,
                                                     v1::GetIncidentResponse* response) {
  return host::serve(host_, context, request, response, &get_incident);
}

grpc::ServerUnaryReactor* IntakeService::ListIncidents(grpc::CallbackServerContext* context,
                                                       const v1::ListIncidentsRequest* request,
                                                       v1::ListIncidentsResponse* response) {
  return host::serve(host_, context, request, response, &list_incidents);
}

grpc::ServerWriteReactor<v1::WatchIncidentsResponse>* IntakeService::WatchIncidents(
    grpc::CallbackServerContext* context, const v1::WatchIncidentsRequest* request) {
  return host::serve_stream<v1::WatchIncidentsResponse>(host_, context, request, &watch_incidents);
}

}  // namespace turnout::intake
