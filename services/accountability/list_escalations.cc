#include <map>

#include "accountability/verbs.h"
#include "chassis/page.h"
#include "domain/escalations.h"
#include "domain/raised_escalation.h"
#include "event_store/resume.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {
namespace {

// Points into the district's view.
struct Unanswered {
  const v1::Incident* incident;
  const v1::Escalation* escalation;
};

// Sorts the list. The next page begins after this key, even if the escalation has been answered since.
std::string sort_key(const v1::Incident& incident, const v1::Escalation& escalation) {
  using chassis::padded;
  return padded(escalation.raised_at_ms(), 13) + "." + incident.id() + "." + padded(escalation.kind(), 2) +
         "." + padded(escalation.order_number(), 3);
}

bool is_asked_for(const v1::Incident& incident, const v1::Escalation& escalation,
                  const v1::ListEscalationsRequest& request) {
  if (!domain::is_unanswered(escalation)) return false;
  if (!request.station_id().empty() && incident.station_id() != request.station_id()) return false;
  return request.role() == v1::DUTY_ROLE_UNSPECIFIED || escalation.role() == request.role();
}

std::map<std::string, Unanswered> unanswered(const event_store::DistrictView& view,
                                             const v1::ListEscalationsRequest& request) {
  std::map<std::string, Unanswered> found;
  for (const auto& [id, incident] : view.open_incidents()) {
    for (const v1::Escalation& escalation : incident->escalations()) {
      if (!is_asked_for(*incident, escalation, request)) continue;
      found.emplace(sort_key(*incident, escalation), Unanswered{incident.get(), &escalation});
    }
  }
  return found;
}

}  // namespace

Awaitable<Outcome<v1::ListEscalationsResponse>> list_escalations(District& district,
                                                                 const v1::ListEscalationsRequest& request) {
  co_await district.follower.catch_up_if_reachable();
  v1::ListEscalationsResponse response;
  if (request.page_token().empty()) {
    response.set_cursor(event_store::cursor_now(district.log));
  }
  chassis::Page page(request.page_size());
  const auto found = unanswered(district.view, request);
  std::string last_key;
  for (auto at = found.upper_bound(request.page_token()); at != found.end(); ++at) {
    v1::RaisedEscalation raised = domain::raised_escalation(*at->second.incident, *at->second.escalation);
    if (!page.takes(raised.ByteSizeLong())) {
      response.set_next_page_token(last_key);
      break;
    }
    *response.add_escalations() = std::move(raised);
    last_key = at->first;
  }
  co_return response;
}

}  // namespace turnout::accountability
