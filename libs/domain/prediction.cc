#include "domain/prediction.h"

#include "domain/clocks.h"
#include "domain/event_builder.h"

namespace turnout::domain {

bool is_news(const v1::Incident& incident, const Prediction& prediction, std::int64_t now_ms) {
  const v1::Clock* clock = find_clock(incident, prediction.kind);
  if (clock == nullptr || !can_fire(*clock) || now_ms > clock->due_at_ms()) return false;
  const bool predicted = clock->has_risk();
  const bool cleared = clock->risk().cleared_at_ms() != 0;
  return prediction.late ? !predicted : predicted && !cleared;
}

std::vector<v1::Event> decide_prediction(const Aggregates& aggregates, const Prediction& prediction,
                                         const Context& context) {
  if (!is_news(aggregates.incident, prediction, context.now_ms)) return {};
  EventBuilder builder(aggregates, context);
  v1::Event& event = builder.add(aggregates.incident.id());
  const v1::Clock& clock = *find_clock(aggregates.incident, prediction.kind);
  if (!prediction.late) {
    event.mutable_risk_cleared()->set_kind(prediction.kind);
    event.mutable_risk_cleared()->set_run(clock.run());
    event.mutable_risk_cleared()->set_predicted_at_ms(prediction.predicted_at_ms);
    return builder.take();
  }
  v1::DeadlineAtRisk& risk = *event.mutable_deadline_at_risk();
  risk.set_kind(prediction.kind);
  risk.set_run(clock.run());
  risk.set_due_at_ms(clock.due_at_ms());
  risk.set_predicted_at_ms(prediction.predicted_at_ms);
  risk.set_alternative_unit_id(prediction.alternative_unit_id);
  risk.set_alternative_at_ms(prediction.alternative_at_ms);
  return builder.take();
}

}  // namespace turnout::domain
