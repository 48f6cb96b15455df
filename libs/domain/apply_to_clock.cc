#include "domain/apply_to_clock.h"

#include "domain/clocks.h"
#include "domain/escalations.h"

namespace turnout::domain {
namespace {

void on(const v1::DeadlineWarned& warned, const v1::Event&, v1::Clock& clock) {
  clock.set_warnings(warned.warning());
}

void on(const v1::DeadlineAtRisk& predicted, const v1::Event& event, v1::Clock& clock) {
  v1::Risk& risk = *clock.mutable_risk();
  risk.set_since_ms(event.at_ms());
  risk.set_predicted_at_ms(predicted.predicted_at_ms());
  risk.set_alternative_unit_id(predicted.alternative_unit_id());
  risk.set_alternative_at_ms(predicted.alternative_at_ms());
}

void on(const v1::RiskCleared& cleared, const v1::Event& event, v1::Clock& clock) {
  clock.mutable_risk()->set_predicted_at_ms(cleared.predicted_at_ms());
  clock.mutable_risk()->set_cleared_at_ms(event.at_ms());
}

template <class Body>
void on_clock(const Body& body, const v1::Event& event, v1::Incident& incident) {
  std::uint32_t order_number = 0;
  if constexpr (requires { body.order_number(); }) order_number = body.order_number();
  v1::Clock* clock = find_clock(incident, body.kind(), order_number, body.run());
  if (clock != nullptr) on(body, event, *clock);
}

void on(const v1::DeadlineBreached& breached, const v1::Event& event, v1::Incident& incident) {
  v1::Clock* clock = find_clock(incident, breached.kind(), breached.order_number(), breached.run());
  if (clock == nullptr) return;
  clock->set_fired_at_ms(event.at_ms());
  begin_ladder(incident, breached.kind(), breached.order_number(), clock->run(), breached.due_at_ms());
}

}  // namespace

void apply_to_clock(const v1::Event& event, v1::Incident& incident) {
  if (event.has_deadline_warned()) on_clock(event.deadline_warned(), event, incident);
  if (event.has_deadline_at_risk()) on_clock(event.deadline_at_risk(), event, incident);
  if (event.has_risk_cleared()) on_clock(event.risk_cleared(), event, incident);
  if (event.has_deadline_breached()) on(event.deadline_breached(), event, incident);
  if (event.has_escalation_raised()) raise(incident, event.escalation_raised(), event.at_ms());
  if (event.has_escalation_acknowledged()) acknowledge(incident, event.escalation_acknowledged(), event);
}

}  // namespace turnout::domain
