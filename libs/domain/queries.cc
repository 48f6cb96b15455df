#include "domain/queries.h"

#include "domain/iso_week.h"
#include "domain/request_forms.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/intake_service.pb.h"
#include "turnout/v1/records_service.pb.h"

namespace turnout::domain {
namespace {

constexpr std::uint64_t kMaxCandidates = 50;
constexpr std::size_t kMaxWordsCharacters = 100;

// The conditions that compliance, searches and figures of the past share.
template <class Request>
Form conditions_of(const Request& request) {
  return Form()
      .instant("from_ms", request.from_ms())
      .instant("to_ms", request.to_ms())
      .must(request.to_ms() == 0 || request.from_ms() <= request.to_ms(), "to_ms",
            "must not be before from_ms")
      .id_or_empty("station_id", request.station_id())
      .known("area_class", request.area_class(), false)
      .known("priority", request.priority(), false);
}

template <class Request>
Form conditions_of_past(const Request& request) {
  Form form = conditions_of(request);
  form.known("kind", request.kind(), false).text("type", request.type(), 0, kMaxCodeCharacters);
  return form;
}

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
  return conditions_of(request).result();
}

Outcome<void> validate(const v1::FindIncidentsRequest& request) {
  Form form = conditions_of_past(request);
  form.known("status", request.status(), false)
      .text("disposition_code", request.disposition_code(), 0, kMaxCodeCharacters)
      .known("clock", request.clock(), false)
      .known("verdict", request.verdict(), false)
      .must(
          request.verdict() == v1::CLOCK_VERDICT_UNSPECIFIED || request.clock() != v1::CLOCK_KIND_UNSPECIFIED,
          "verdict", "needs the clock that ended so")
      .text("phone", request.phone(), 0, kMaxPhoneCharacters)
      .text("words", request.words(), 0, kMaxWordsCharacters)
      .id_or_empty("officer_id", request.officer_id())
      .id_or_empty("unit_id", request.unit_id())
      .id_or_empty("call_taker_id", request.call_taker_id());
  return check_page(std::move(form), request);
}

Outcome<void> validate(const v1::GetStatisticsRequest& request) {
  const bool is_second_alone =
      request.second() != v1::GROUPING_UNSPECIFIED && request.first() == v1::GROUPING_UNSPECIFIED;
  const bool is_twice = request.second() != v1::GROUPING_UNSPECIFIED && request.first() == request.second();
  return conditions_of_past(request)
      .known("first", request.first(), false)
      .known("second", request.second(), false)
      .must(!is_second_alone, "second", "needs a first grouping")
      .must(!is_twice, "second", "must be another grouping than the first")
      .result();
}

Outcome<void> validate(const v1::GetBulletinRequest& request) {
  return Form()
      .must(monday_of(request.week()).has_value(), "week",
            "must be an ISO week of the years 1971 to 9998, like 2026-W48")
      .id_or_empty("station_id", request.station_id())
      .result();
}

}  // namespace turnout::domain
