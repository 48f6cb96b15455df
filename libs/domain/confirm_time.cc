#include "domain/confirm_time.h"

#include "domain/adjudication.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {
namespace {

Answer require_pending(const v1::Stamp& stamp) {
  if (stamp.basis() == v1::TIME_BASIS_UNCONFIRMED) return {};
  return refuse(v1::REFUSAL_REASON_TIME_ALREADY_COUNTS, "milestone",
                "this time does not wait for anybody; correct it if it is wrong");
}

}  // namespace

Outcome<void> validate(const v1::ConfirmTimeRequest& request) {
  return time_adjudication(request).result();
}

Decision decide(const Aggregates& aggregates, const v1::ConfirmTimeRequest& request, const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  const auto stamp = reported_stamp(incident, request.order_number(), request.milestone());
  if (!stamp) return tl::unexpected(stamp.error());
  TURNOUT_REQUIRE(require_pending(**stamp));
  v1::TimeAdjudicated adjudicated = adjudication_of(**stamp, request);
  adjudicated.mutable_after()->set_basis(request.confirmed() ? v1::TIME_BASIS_CONFIRMED
                                                             : v1::TIME_BASIS_REJECTED);
  if (request.confirmed()) {
    TURNOUT_REQUIRE(require_within(incident, (*stamp)->device_at_ms(), context, "confirmed"));
    adjudicated.mutable_after()->set_at_ms((*stamp)->device_at_ms());
  }
  return events_of(adjudicated, EventBuilder(aggregates, context), incident);
}

}  // namespace turnout::domain
