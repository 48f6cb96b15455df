#include "domain/correct_time.h"

#include "domain/adjudication.h"
#include "domain/orders.h"
#include "domain/require.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::CorrectTimeRequest& request) {
  return time_adjudication(request)
      .must(request.at_ms() > 0, "at_ms", "is required")
      .instant("at_ms", request.at_ms())
      .result();
}

Decision decide(const Aggregates& aggregates, const v1::CorrectTimeRequest& request, const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  const auto stamp = reported_stamp(incident, request.order_number(), request.milestone());
  if (!stamp) return tl::unexpected(stamp.error());
  TURNOUT_REQUIRE(require_impartial(*find_order(incident, request.order_number()), **stamp, request.actor()));
  TURNOUT_REQUIRE(require_within(incident, request.order_number(), request.milestone(), request.at_ms(),
                                 context, "at_ms"));
  v1::Event ruling = ruling_of(**stamp, request);
  v1::Stamp& after = *ruling.mutable_time_adjudicated()->mutable_after();
  after.set_basis(v1::TIME_BASIS_CORRECTED);
  after.set_at_ms(request.at_ms());
  return events_of(ruling, incident, EventBuilder(aggregates, context), context);
}

}  // namespace turnout::domain
