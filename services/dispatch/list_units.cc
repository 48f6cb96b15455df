#include "chassis/command.h"
#include "chassis/page.h"
#include "dispatch/verbs.h"
#include "event_store/resume.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {
namespace {

bool is_asked_for(const v1::Unit& unit, const v1::ListUnitsRequest& request) {
  if (!request.station_id().empty() && unit.details().station_id() != request.station_id()) return false;
  return !request.available_only() || unit.status() == v1::UNIT_STATUS_AVAILABLE;
}

}  // namespace

Awaitable<Outcome<v1::ListUnitsResponse>> list_units(District& district,
                                                     const v1::ListUnitsRequest& request) {
  co_await district.follower.catch_up_if_reachable();
  v1::ListUnitsResponse response;
  response.set_cursor(event_store::cursor_now(district.log));
  chassis::Page page(request.page_size());
  const auto& units = district.view.units();
  for (auto at = units.upper_bound(request.page_token()); at != units.end(); ++at) {
    if (!is_asked_for(*at->second, request)) continue;
    v1::Unit unit = chassis::shown(domain::with_last_position(*at->second, district.last_positions));
    if (!page.takes(unit.ByteSizeLong())) {
      response.set_next_page_token(response.units().rbegin()->id());
      break;
    }
    *response.add_units() = std::move(unit);
  }
  co_return response;
}

}  // namespace turnout::dispatch
