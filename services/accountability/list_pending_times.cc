#include "accountability/verbs.h"
#include "host/page.h"

namespace turnout::accountability {
namespace {

constexpr std::size_t kIncidentIdLength = 36;

// Where a time stands in the list. A later page begins after it, also when it has been ruled on meanwhile.
std::string place_of(const v1::PendingTime& time) {
  using host::padded;
  return time.incident_id() + "." + padded(time.assignment(), 3) + "." + padded(time.milestone(), 2);
}

bool is_asked_for(const v1::PendingTime& time, const v1::ListPendingTimesRequest& request) {
  return request.station_id().empty() || time.station_id() == request.station_id();
}

}  // namespace

Awaitable<Outcome<v1::ListPendingTimesResponse>> list_pending_times(District& district, const CaseBook& book,
                                                                    v1::ListPendingTimesRequest request) {
  co_await district.follower.catch_up();
  v1::ListPendingTimesResponse response;
  host::Page page(request.page_size());
  const std::string& after = request.page_token();
  const auto& pending = book.pending_times();
  for (auto at = pending.lower_bound(after.substr(0, kIncidentIdLength)); at != pending.end(); ++at) {
    for (const v1::PendingTime& time : at->second) {
      if (place_of(time) <= after || !is_asked_for(time, request)) continue;
      if (!page.takes(time.ByteSizeLong())) {
        response.set_next_page_token(place_of(*response.times().rbegin()));
        co_return response;
      }
      *response.add_times() = time;
    }
  }
  co_return response;
}

}  // namespace turnout::accountability
