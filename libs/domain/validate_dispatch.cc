#include "domain/bounds.h"
#include "domain/request_forms.h"
#include "domain/validate.h"

namespace turnout::domain {
namespace {

constexpr std::uint64_t kMaxCandidates = 50;

template <class Request>
Form command_on_unit(const Request& request) {
  Form form;
  form.id("request_id", request.request_id()).id("actor", request.actor()).id("unit_id", request.unit_id());
  return form;
}

template <class Ids>
void check_people(Form& form, std::string_view field, const Ids& ids) {
  form.at_most(field, static_cast<std::uint64_t>(ids.size()), kMaxCrew);
  for (const std::string& id : ids) form.id(field, id);
}

}  // namespace

Outcome<void> validate(const v1::RegisterUnitRequest& request) {
  const v1::UnitDetails& details = request.details();
  Form form;
  form.id("request_id", request.request_id())
      .id("actor", request.actor())
      .id("unit_id", request.unit_id())
      .id("details.district", details.district())
      .id("details.station_id", details.station_id())
      .text("details.call_sign", details.call_sign(), 0, kMaxCodeCharacters)
      .known("details.kind", details.kind(), false);
  check_people(form, "details.officers", details.officers());
  if (details.has_base()) form.position("details.base", details.base());
  return form.result();
}

Outcome<void> validate(const v1::SetUnitStatusRequest& request) {
  const bool settable =
      request.status() == v1::UNIT_STATUS_AVAILABLE || request.status() == v1::UNIT_STATUS_OUT_OF_SERVICE;
  return command_on_unit(request)
      .must(settable, "status", "must be AVAILABLE or OUT_OF_SERVICE; the others follow from milestones")
      .text("reason", request.reason(), 0, kMaxReasonCharacters)
      .result();
}

Outcome<void> validate(const v1::SignOnRequest& request) {
  Form form = command_on_unit(request);
  form.must(!request.officers().empty(), "officers", "needs one at least: a crew is led by an officer");
  check_people(form, "officers", request.officers());
  check_people(form, "auxiliaries", request.auxiliaries());
  return form.instant("ends_at_ms", request.ends_at_ms()).result();
}

Outcome<void> validate(const v1::SignOffRequest& request) {
  return command_on_unit(request).text("reason", request.reason(), 0, kMaxReasonCharacters).result();
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

Outcome<void> validate(const v1::AssignUnitRequest& request) {
  return command_on_incident(request)
      .id("unit_id", request.unit_id())
      .id_or_empty("district", request.district())
      .instant("device_at_ms", request.device_at_ms())
      .known("source", request.source(), false)
      .result();
}

Outcome<void> validate(const v1::RecallUnitRequest& request) {
  return command_on_incident(request)
      .id("unit_id", request.unit_id())
      .text("reason", request.reason(), 1, kMaxReasonCharacters)
      .result();
}

Outcome<void> validate(const v1::WatchOrdersRequest& request) {
  return Form().id("unit_id", request.unit_id()).id_or_empty("cursor", request.cursor()).result();
}

}  // namespace turnout::domain
