#include "domain/clocks.h"
#include "domain/draft.h"
#include "domain/foresight.h"

namespace turnout::domain {

bool is_news(const v1::Incident& incident, const Foresight& foresight, std::int64_t now_ms) {
  const v1::Clock* clock = find_clock(incident, foresight.kind);
  if (clock == nullptr || !can_fire(*clock) || now_ms > clock->due_at_ms()) return false;
  const bool foretold = clock->has_risk();
  const bool cleared = clock->risk().cleared_at_ms() != 0;
  return foresight.late ? !foretold : foretold && !cleared;
}

std::vector<v1::Event> decide_foresight(const Aggregates& aggregates, const Foresight& foresight,
                                        const Context& context) {
  if (!is_news(aggregates.incident, foresight, context.now_ms)) return {};
  Draft draft(aggregates, context, the_service_itself());
  v1::Event& event = draft.add(aggregates.incident.id());
  if (!foresight.late) {
    event.mutable_risk_cleared()->set_kind(foresight.kind);
    event.mutable_risk_cleared()->set_predicted_at_ms(foresight.predicted_at_ms);
    return draft.take();
  }
  v1::DeadlineAtRisk& risk = *event.mutable_deadline_at_risk();
  risk.set_kind(foresight.kind);
  risk.set_due_at_ms(find_clock(aggregates.incident, foresight.kind)->due_at_ms());
  risk.set_predicted_at_ms(foresight.predicted_at_ms);
  risk.set_alternative_unit_id(foresight.alternative_unit_id);
  risk.set_alternative_at_ms(foresight.alternative_at_ms);
  return draft.take();
}

}  // namespace turnout::domain
