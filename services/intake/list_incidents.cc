#include <algorithm>

#include "chassis/page.h"
#include "domain/clocks.h"
#include "domain/summary.h"
#include "event_store/resume.h"
#include "intake/verbs.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::intake {
namespace {

bool is_asked_for(const v1::Incident& incident, const v1::ListIncidentsRequest& request) {
  if (!request.station_id().empty() && incident.station_id() != request.station_id()) return false;
  return !request.overdue_only() || std::ranges::any_of(incident.clocks(), domain::is_overdue);
}

}  // namespace

Awaitable<Outcome<v1::ListIncidentsResponse>> list_incidents(District& district,
                                                             const v1::ListIncidentsRequest& request) {
  co_await district.follower.catch_up_if_reachable();
  v1::ListIncidentsResponse response;
  response.set_cursor(event_store::cursor_now(district.log));
  chassis::Page page(request.page_size());
  const auto& open = district.view.open_incidents();
  for (auto at = open.upper_bound(request.page_token()); at != open.end(); ++at) {
    if (!is_asked_for(*at->second, request)) continue;
    v1::IncidentSummary summary = domain::summary_of(*at->second);
    if (!page.takes(summary.ByteSizeLong())) {
      response.set_next_page_token(response.incidents().rbegin()->id());
      break;
    }
    *response.add_incidents() = std::move(summary);
  }
  co_return response;
}

}  // namespace turnout::intake
