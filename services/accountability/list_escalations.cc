#include <map>

#include "accountability/verbs.h"
#include "domain/escalations.h"
#include "domain/raised_escalation.h"
#include "event_store/watcher.h"
#include "host/page.h"

namespace turnout::accountability {
namespace {

// Points into the district's view.
struct Unanswered {
  const v1::Incident* incident;
  const v1::Escalation* escalation;
};

// Where an escalation stands in the list. A later page begins after it, also when it has been answered
// meanwhile.
std::string place_of(const v1::Incident& incident, const v1::Escalation& escalation) {
  using host::padded;
  return padded(escalation.raised_at_ms(), 13) + "." + incident.id() + "." + padded(escalation.kind(), 2) +
         "." + padded(escalation.assignment(), 3);
}

bool is_asked_for(const v1::Incident& incident, const v1::Escalation& escalation,
                  const v1::ListEscalationsRequest& request) {
  if (!domain::is_unanswered(escalation)) return false;
  if (!request.station_id().empty() && incident.station_id() != request.station_id()) return false;
  return request.role() == v1::DUTY_ROLE_UNSPECIFIED || escalation.role() == request.role();
}

std::map<std::string, Unanswered> unanswered(const event_store::DistrictView& view, const CaseBook& book,
                                             const v1::ListEscalationsRequest& request) {
  std::map<std::string, Unanswered> found;
  for (const std::string& id : book.unanswered()) {
    const auto open = view.open_incidents().find(id);
    if (open == view.open_incidents().end()) continue;
    for (const v1::Escalation& escalation : open->second->escalations()) {
      if (!is_asked_for(*open->second, escalation, request)) continue;
      found.emplace(place_of(*open->second, escalation), Unanswered{open->second.get(), &escalation});
    }
  }
  return found;
}

}  // namespace

Awaitable<Outcome<v1::ListEscalationsResponse>> list_escalations(District& district, const CaseBook& book,
                                                                 v1::ListEscalationsRequest request) {
  co_await district.follower.catch_up();
  v1::ListEscalationsResponse response;
  if (request.page_token().empty()) {
    response.set_cursor(event_store::cursor_of(district.tail.last_sequence()));
  }
  host::Page page(request.page_size());
  const auto found = unanswered(district.view, book, request);
  std::string last_place;
  for (auto at = found.upper_bound(request.page_token()); at != found.end(); ++at) {
    v1::RaisedEscalation raised = domain::raised_escalation(*at->second.incident, *at->second.escalation);
    if (!page.takes(raised.ByteSizeLong())) {
      response.set_next_page_token(last_place);
      break;
    }
    *response.add_escalations() = std::move(raised);
    last_place = at->first;
  }
  co_return response;
}

}  // namespace turnout::accountability
