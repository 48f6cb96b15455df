// What dispatch can do, a file each. A request's form has been validated before its verb is called.
#pragma once

#include "domain/outcome.h"
#include "host/district.h"
#include "rpc/stream_reader.h"
#include "rpc/stream_writer.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {

using domain::Outcome;
using host::District;

Awaitable<Outcome<v1::RegisterUnitResponse>> register_unit(District& district,
                                                           v1::RegisterUnitRequest request);
Awaitable<Outcome<v1::SetUnitStatusResponse>> set_unit_status(District& district,
                                                              v1::SetUnitStatusRequest request);
Awaitable<Outcome<v1::SignOnResponse>> sign_on(District& district, v1::SignOnRequest request);
Awaitable<Outcome<v1::SignOffResponse>> sign_off(District& district, v1::SignOffRequest request);
Awaitable<Outcome<v1::ListUnitsResponse>> list_units(District& district, v1::ListUnitsRequest request);
Awaitable<Outcome<v1::RecommendUnitsResponse>> recommend_units(District& district,
                                                               v1::RecommendUnitsRequest request);
Awaitable<Outcome<v1::AssignUnitResponse>> assign_unit(District& district, v1::AssignUnitRequest request);
Awaitable<Outcome<v1::RecallUnitResponse>> recall_unit(District& district, v1::RecallUnitRequest request);

// Reads until the terminal has sent its last position.
Awaitable<Outcome<v1::ReportPositionsResponse>> report_positions(
    District& district, rpc::StreamReader<v1::ReportPositionsRequest> reader);

// Writes until the console goes away or falls behind.
Awaitable<Outcome<rpc::Done>> watch_units(District& district, v1::WatchUnitsRequest request,
                                          rpc::StreamWriter<v1::WatchUnitsResponse> writer);
// Writes until the terminal goes away or falls behind.
Awaitable<Outcome<rpc::Done>> watch_orders(District& district, v1::WatchOrdersRequest request,
                                           rpc::StreamWriter<v1::WatchOrdersResponse> writer);

}  // namespace turnout::dispatch
