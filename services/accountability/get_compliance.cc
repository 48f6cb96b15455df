#include <map>

#include "accountability/compliance_projection.h"
#include "accountability/verbs.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {
namespace {

using Records = std::vector<const domain::ComplianceRecord*>;

Records selected(const ComplianceProjection& projection, const v1::GetComplianceRequest& request) {
  Records records;
  for (const auto& [id, known] : projection.incidents()) {
    if (domain::is_selected(known.record, request)) records.push_back(&known.record);
  }
  return records;
}

std::map<std::string, Records> by_station(const Records& records) {
  std::map<std::string, Records> stations;
  for (const domain::ComplianceRecord* record : records) stations[record->station_id].push_back(record);
  return stations;
}

}  // namespace

Awaitable<Outcome<v1::GetComplianceResponse>> get_compliance(District& district,
                                                             const ComplianceProjection& projection,
                                                             const v1::GetComplianceRequest& request) {
  projection.require_complete();
  co_await district.follower.catch_up();
  const Records records = selected(projection, request);
  const std::int64_t now_ms = district.clock.now_ms();
  v1::GetComplianceResponse response;
  *response.mutable_total() = domain::figures_of(records, now_ms);
  if (!request.by_station()) co_return response;
  for (const auto& [station_id, of_station] : by_station(records)) {
    v1::ComplianceRow& row = *response.add_stations();
    row = domain::figures_of(of_station, now_ms);
    row.set_station_id(station_id);
  }
  co_return response;
}

}  // namespace turnout::accountability
