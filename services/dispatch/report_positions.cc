#include "chassis/positions.h"
#include "dispatch/verbs.h"
#include "domain/queries.h"
#include "domain/require.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {
namespace {

v1::Fix fix_of(const v1::ReportPositionsRequest& report, const chassis::City& city) {
  v1::Fix fix;
  fix.set_unit_id(report.unit_id());
  fix.set_at_ms(report.device_at_ms());
  if (city.is_plausible(report.position())) *fix.mutable_position() = report.position();
  return fix;
}

void count(domain::FixQuality quality, v1::ReportPositionsResponse& response) {
  response.set_received(response.received() + 1);
  if (quality == domain::FixQuality::kOutdated) response.set_outdated(response.outdated() + 1);
  if (quality == domain::FixQuality::kNoFix) response.set_no_fix(response.no_fix() + 1);
}

Awaitable<Outcome<void>> require_unit(District& district, std::string unit_id) {
  const auto& units = district.view.units();
  if (!units.contains(unit_id)) co_await district.follower.catch_up();
  const auto known = units.find(unit_id);
  co_return domain::require_known(known == units.end() ? nullptr : known->second.get(), unit_id);
}

}  // namespace

Awaitable<Outcome<v1::ReportPositionsResponse>> report_positions(
    District& district, rpc::StreamReader<v1::ReportPositionsRequest> reader) {
  v1::ReportPositionsResponse response;
  for (;;) {
    std::optional<v1::ReportPositionsRequest> report = co_await reader.read();
    if (!report) co_return response;
    if (auto form = domain::validate(*report); !form) co_return tl::unexpected(std::move(form.error()));
    auto known = co_await require_unit(district, report->unit_id());
    if (!known) co_return tl::unexpected(std::move(known.error()));
    count(district.positions.take(fix_of(*report, district.city), district.clock.now_ms()), response);
    response.set_terminal_clock_offset_ms(
        district.last_positions.at(report->unit_id()).terminal_clock().offset_ms());
  }
}

}  // namespace turnout::dispatch
