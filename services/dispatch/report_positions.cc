#include <algorithm>

#include "chassis/positions.h"
#include "dispatch/verbs.h"
#include "domain/queries.h"
#include "domain/require.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {
namespace {

// Limits the device's time to now: a position with a time in the future would keep out newer ones until then.
v1::Fix fix_of(v1::ReportPositionsRequest report, std::int64_t now_ms) {
  v1::Fix fix;
  fix.set_at_ms(report.device_at_ms() == 0 ? now_ms : std::min(report.device_at_ms(), now_ms));
  fix.set_unit_id(std::move(*report.mutable_unit_id()));
  *fix.mutable_position() = report.position();
  return fix;
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
    const bool is_news = district.positions.take(fix_of(*std::move(report), district.clock.now_ms()));
    response.set_received(response.received() + 1);
    if (!is_news) response.set_outdated(response.outdated() + 1);
  }
}

}  // namespace turnout::dispatch
