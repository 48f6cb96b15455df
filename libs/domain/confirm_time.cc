#include "domain/confirm_time.h"

#include "domain/adjudication.h"
#include "domain/orders.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {
namespace {

Answer require_pending(const v1::Stamp& stamp) {
  if (stamp.basis() == v1::TIME_BASIS_UNCONFIRMED) return {};
  return refuse(v1::REFUSAL_REASON_TIME_ALREADY_COUNTS, "milestone",
                "this time does not wait for anybody; correct it if it is wrong");
}

// What the report said, or else that it was then.
std::int64_t said_ms(const v1::Stamp& stamp) {
  return stamp.device_at_ms() != 0 ? stamp.device_at_ms() : stamp.server_at_ms();
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
  TURNOUT_REQUIRE(require_impartial(*find_order(incident, request.order_number()), **stamp, request.actor()));
  TURNOUT_REQUIRE(require_pending(**stamp));
  v1::Event ruling = ruling_of(**stamp, request);
  v1::Stamp& after = *ruling.mutable_time_adjudicated()->mutable_after();
  after.set_basis(request.confirmed() ? v1::TIME_BASIS_CONFIRMED : v1::TIME_BASIS_REJECTED);
  if (request.confirmed()) {
    TURNOUT_REQUIRE(require_within(incident, request.order_number(), request.milestone(), said_ms(**stamp),
                                   context, "confirmed"));
    after.set_at_ms(said_ms(**stamp));
  }
  return events_of(ruling, incident, EventBuilder(aggregates, context), context);
}

}  // namespace turnout::domain
