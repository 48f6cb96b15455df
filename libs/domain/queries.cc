#include "domain/queries.h"

#include "domain/request_forms.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {
namespace {

constexpr std::uint64_t kMaxCandidates = 50;

}  // namespace

Outcome<void> validate(const v1::GetIncidentRequest& request) {
  return Form().uuid7("incident_id", request.incident_id()).result();
}

Outcome<void> validate(const v1::ListIncidentsRequest& request) {
  return check_page(Form().id_or_empty("station_id", request.station_id()), request);
}

Outcome<void> validate(const v1::WatchIncidentsRequest& request) {
  return Form()
      .id_or_empty("cursor", request.cursor())
      .id_or_empty("station_id", request.station_id())
      .result();
}

Outcome<void> validate(const v1::ReportPositionsRequest& request) {
  return Form()
      .id("unit_id", request.unit_id())
      .must(request.has_position(), "position", "is required")
      .position("position", request.position())
      .instant("device_at_ms", request.device_at_ms())
      .result();
}

Outcome<void> validate(const v1::ListUnitsRequest& request) {
  return check_page(Form().id_or_empty("station_id", request.station_id()), request);
}

Outcome<void> validate(const v1::WatchUnitsRequest& request) {
  return Form()
      .id_or_empty("cursor", request.cursor())
      .id_or_empty("station_id", request.station_id())
      .result();
}

Outcome<void> validate(const v1::RecommendUnitsRequest& request) {
  return Form()
      .uuid7("incident_id", request.incident_id())
      .at_most("limit", request.limit(), kMaxCandidates)
      .result();
}

Outcome<void> validate(const v1::WatchOrdersRequest& request) {
  return Form().id("unit_id", request.unit_id()).id_or_empty("cursor", request.cursor()).result();
}

Outcome<void> validate(const v1::ListEscalationsRequest& request) {
  return check_page(
      Form().id_or_empty("station_id", request.station_id()).known("role", request.role(), false), request);
}

Outcome<void> validate(const v1::WatchEscalationsRequest& request) {
  return Form()
      .id_or_empty("cursor", request.cursor())
      .id_or_empty("station_id", request.station_id())
      .known("role", request.role(), false)
      .result();
}

Outcome<void> validate(const v1::ListPendingTimesRequest& request) {
  return check_page(Form().id_or_empty("station_id", request.station_id()), request);
}

Outcome<void> validate(const v1::GetTimelineRequest& request) {
  return check_page(Form().uuid7("incident_id", request.incident_id()), request);
}

Outcome<void> validate(const v1::GetComplianceRequest& request) {
  return Form()
      .instant("from_ms", request.from_ms())
      .instant("to_ms", request.to_ms())
      .must(request.to_ms() == 0 || request.from_ms() <= request.to_ms(), "to_ms",
            "must not be before from_ms")
      .id_or_empty("station_id", request.station_id())
      .known("area_class", request.area_class(), false)
      .known("priority", request.priority(), false)
      .result();
}

}  // namespace turnout::domain
