// The verbs of dispatch that do more than run their rule, one file each. The form of a request is validated before.
#pragma once

#include "chassis/district.h"
#include "domain/outcome.h"
#include "rpc/stream_reader.h"

namespace turnout::v1 {
class RegisterUnitRequest;
class RegisterUnitResponse;
class ListUnitsRequest;
class ListUnitsResponse;
class RecommendUnitsRequest;
class RecommendUnitsResponse;
class AssignUnitRequest;
class AssignUnitResponse;
class ReportPositionsRequest;
class ReportPositionsResponse;
}  // namespace turnout::v1

namespace turnout::dispatch {

using chassis::District;
using domain::Outcome;

// `details.is_of_city` is the file's to say.
Awaitable<Outcome<v1::RegisterUnitResponse>> register_unit(District& district,
                                                           const v1::RegisterUnitRequest& request);
Awaitable<Outcome<v1::RegisterUnitResponse>> register_unit_of_city(District& district,
                                                                   v1::RegisterUnitRequest unit);
Awaitable<Outcome<v1::ListUnitsResponse>> list_units(District& district, const v1::ListUnitsRequest& request);
Awaitable<Outcome<v1::RecommendUnitsResponse>> recommend_units(District& district,
                                                               const v1::RecommendUnitsRequest& request);
Awaitable<Outcome<v1::AssignUnitResponse>> assign_unit(District& district,
                                                       const v1::AssignUnitRequest& request);

// Reads until the terminal has sent its last position.
Awaitable<Outcome<v1::ReportPositionsResponse>> report_positions(
    District& district, rpc::StreamReader<v1::ReportPositionsRequest> reader);

}  // namespace turnout::dispatch
