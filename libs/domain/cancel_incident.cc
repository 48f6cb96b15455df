#include "domain/cancel_incident.h"

#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/orders.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {
namespace {

void recall(EventBuilder& builder, const Aggregates& aggregates, const v1::Order& order,
            const std::string& reason) {
  const v1::Unit& unit = *aggregates.unit(order.unit_id());
  v1::UnitRecalled& recalled = *builder.add(aggregates.incident.id(), unit).mutable_unit_recalled();
  recalled.set_order_number(order.number());
  recalled.set_reason(reason);
  recalled.set_is_followed(true);
}

// Recalls as many units as one commit holds, and cancels when none is left.
void add_step(EventBuilder& builder, const Aggregates& aggregates, const std::string& reason) {
  int left = kMaxUnitsAtOnce;
  for (const v1::Order& order : aggregates.incident.orders()) {
    if (!is_active(order)) continue;
    if (left-- == 0) return;
    recall(builder, aggregates, order, reason);
  }
  builder.add(aggregates.incident.id()).mutable_incident_cancelled()->set_reason(reason);
}

}  // namespace

Outcome<void> validate(const v1::CancelIncidentRequest& request) {
  return command_on_incident(request).text("reason", request.reason(), 1, kMaxReasonCharacters).result();
}

Decision decide(const Aggregates& aggregates, const v1::CancelIncidentRequest& request,
                const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  TURNOUT_REQUIRE(require_known(incident, request.incident_id()));
  TURNOUT_REQUIRE(require_open(incident));
  if (!incident.duplicates().empty() && !request.with_duplicates()) {
    return refuse(v1::REFUSAL_REASON_HAS_DUPLICATES, "with_duplicates",
                  "incident " + incident.id() + " has linked reports (" +
                      std::to_string(incident.duplicates_size()) + ", the first is " +
                      incident.duplicates(0) + "); split them from it, or cancel it with its duplicates");
  }
  EventBuilder builder(aggregates, context);
  if (active_units(incident).size() > kMaxUnitsAtOnce) {
    builder.add(incident.id()).mutable_cancellation_begun()->set_reason(request.reason());
  }
  add_step(builder, aggregates, request.reason());
  return builder.take();
}

Decision decide_cancellation(const Aggregates& aggregates, const Context& context) {
  const v1::Incident& incident = aggregates.incident;
  if (!incident.has_cancellation()) return std::vector<v1::Event>();
  EventBuilder builder(aggregates, context);
  add_step(builder, aggregates, incident.cancellation().reason());
  return builder.take();
}

}  // namespace turnout::domain
