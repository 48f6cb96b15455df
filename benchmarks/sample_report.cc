#include "sample_report.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace turnout::bench {
namespace {

constexpr std::array<const char*, 5> kTypes = {"traffic", "theft", "dispute", "help", "fraud"};
constexpr std::size_t kSide = 100;   // places in a row and in a column
constexpr double kStepDeg = 0.0002;  // about 20 m
constexpr std::size_t kCallsAnEvent = 500;

std::string phone(std::size_t nth) {
  return fmt::format("138{:08}", nth % 100'000'000);
}

void set_place(v1::ReportIncidentRequest& report, std::size_t nth) {
  v1::Position& position = *report.mutable_place()->mutable_position();
  position.set_longitude_deg(150.0 + kStepDeg * static_cast<double>(nth % kSide));
  position.set_latitude_deg(35.0 + kStepDeg * static_cast<double>(nth / kSide % kSide));
}

}  // namespace

v1::ReportIncidentRequest sample_report() {
  v1::ReportIncidentRequest report;
  v1::Call& call = *report.mutable_call();
  call.set_source(v1::CALL_SOURCE_LINE_110);
  call.mutable_caller()->set_name("王女士");
  call.mutable_caller()->set_phone("13800000000");
  call.set_ring_at_ms(wall_now_ms() - 4'000);
  call.set_answered_at_ms(wall_now_ms());
  call.set_received_by("taker-07");
  call.mutable_caller()->set_words("两辆车在路口相撞,有人受伤,路已经堵住了。");
  report.mutable_place()->mutable_position()->set_longitude_deg(150.01);
  report.mutable_place()->mutable_position()->set_latitude_deg(35.005);
  report.mutable_place()->mutable_address()->set_text("城关镇人民路 12 号");
  report.set_type("traffic");
  report.set_priority(v1::PRIORITY_URGENT);
  return report;
}

v1::ReportIncidentRequest varied_report(std::size_t nth) {
  v1::ReportIncidentRequest report = sample_report();
  report.mutable_call()->mutable_caller()->set_phone(phone(nth));
  report.set_type(kTypes.at(nth % kTypes.size()));
  set_place(report, nth);
  return report;
}

v1::ReportIncidentRequest storm_report(std::size_t nth) {
  v1::ReportIncidentRequest report = sample_report();
  report.mutable_call()->mutable_caller()->set_phone(phone(nth));
  set_place(report, kSide / 2 * (nth / kCallsAnEvent));  // 1 km to the next
  return report;
}

std::int64_t wall_now_ms() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
}

std::string incident_id(std::size_t flight, std::size_t number) {
  return fmt::format("0199c0de-{:04x}-7000-8000-{:012x}", flight, number);
}

std::string unit_id(std::size_t nth) {
  return fmt::format("car-{}", nth);
}

v1::RegisterUnitRequest registration(std::size_t nth) {
  v1::RegisterUnitRequest request;
  request.set_request_id(fmt::format("register-{}", nth));
  request.set_actor("bench");
  request.set_unit_id(unit_id(nth));
  request.mutable_details()->set_district(kDistrict);
  request.mutable_details()->set_station_id("chengguan");
  return request;
}

v1::AssignUnitRequest assignment(std::size_t flight, std::size_t nth) {
  v1::AssignUnitRequest request;
  request.set_request_id(fmt::format("assign-{}", nth));
  request.set_actor("bench");
  request.set_incident_id(incident_id(flight, nth));
  request.set_unit_id(unit_id(nth));
  return request;
}

}  // namespace turnout::bench
