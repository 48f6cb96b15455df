#include "accountability/compliance_projection.h"
#include "accountability/verbs.h"
#include "chassis/page.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {
namespace {

constexpr std::size_t kIncidentIdLength = 36;

// Sorts the list. The next page begins after this key, even if the time has been adjudicated since.
std::string sort_key(const v1::PendingTime& time) {
  using chassis::padded;
  return time.incident_id() + "." + padded(time.order_number(), 3) + "." + padded(time.milestone(), 2);
}

bool is_asked_for(const v1::PendingTime& time, const v1::ListPendingTimesRequest& request) {
  return request.station_id().empty() || time.station_id() == request.station_id();
}

}  // namespace

Awaitable<Outcome<v1::ListPendingTimesResponse>> list_pending_times(
    District& district, const ComplianceProjection& projection, const v1::ListPendingTimesRequest& request) {
  projection.require_complete();
  co_await district.follower.catch_up();
  v1::ListPendingTimesResponse response;
  chassis::Page page(request.page_size());
  const std::string& after = request.page_token();
  const auto& pending = projection.pending_times();
  for (auto at = pending.lower_bound(after.substr(0, kIncidentIdLength)); at != pending.end(); ++at) {
    for (const v1::PendingTime& time : at->second) {
      if (sort_key(time) <= after || !is_asked_for(time, request)) continue;
      if (!page.takes(time.ByteSizeLong())) {
        response.set_next_page_token(sort_key(*response.times().rbegin()));
        co_return response;
      }
      *response.add_times() = time;
    }
  }
  co_return response;
}

}  // namespace turnout::accountability
