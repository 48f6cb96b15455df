#include <algorithm>

#include "domain/clocks.h"
#include "event_store/watcher.h"
#include "host/page.h"
#include "intake/verbs.h"

namespace turnout::intake {
namespace {

bool is_asked_for(const v1::Incident& incident, const v1::ListIncidentsRequest& request) {
  if (!request.station_id().empty() && incident.station_id() != request.station_id()) return false;
  return !request.overdue_only() || std::ranges::any_of(incident.clocks(), domain::is_overdue);
}

}  // namespace

Awaitable<Outcome<v1::ListIncidentsResponse>> list_incidents(District& district,
                                                             v1::ListIncidentsRequest request) {
  co_await district.follower.catch_up();
  v1::ListIncidentsResponse response;
  response.set_cursor(event_store::cursor_of(district.tail.last_sequence()));
  host::Page page(request.page_size());
  const auto& open = district.view.open_incidents();
  for (auto at = open.upper_bound(request.page_token()); at != open.end(); ++at) {
    if (!is_asked_for(*at->second, request)) continue;
    if (!page.takes(at->second->ByteSizeLong())) {
      response.set_next_page_token(response.incidents().rbegin()->id());
      break;
    }
    *response.add_incidents() = *at->second;
  }
  co_return response;
}

}  // namespace turnout::intake
