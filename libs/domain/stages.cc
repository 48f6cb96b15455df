#include "domain/stages.h"

#include "domain/orders.h"

namespace turnout::domain {
namespace {

// A stage of an order lies between two of its milestones; UNSPECIFIED as `from` is the start of the
// incident.
struct Span {
  v1::Stage stage;
  v1::Milestone from;
  v1::Milestone to;
};

constexpr Span kSpans[] = {
    {v1::STAGE_CALL_TO_ASSIGNED, v1::MILESTONE_UNSPECIFIED, v1::MILESTONE_ASSIGNED},
    {v1::STAGE_ASSIGNED_TO_ACKNOWLEDGED, v1::MILESTONE_ASSIGNED, v1::MILESTONE_ACKNOWLEDGED},
    {v1::STAGE_ASSIGNED_TO_EN_ROUTE, v1::MILESTONE_ASSIGNED, v1::MILESTONE_EN_ROUTE},
    {v1::STAGE_EN_ROUTE_TO_ON_SCENE, v1::MILESTONE_EN_ROUTE, v1::MILESTONE_ON_SCENE},
    {v1::STAGE_CALL_TO_EN_ROUTE, v1::MILESTONE_UNSPECIFIED, v1::MILESTONE_EN_ROUTE},
    {v1::STAGE_CALL_TO_ON_SCENE, v1::MILESTONE_UNSPECIFIED, v1::MILESTONE_ON_SCENE},
    {v1::STAGE_ON_SCENE_TO_CLEARED, v1::MILESTONE_ON_SCENE, v1::MILESTONE_CLEARED},
};

v1::StageTime stage_time(v1::Stage stage, std::uint32_t order_number, std::int64_t duration_ms,
                         bool implied) {
  v1::StageTime time;
  time.set_stage(stage);
  time.set_order_number(order_number);
  time.set_duration_ms(duration_ms);
  time.set_excluded(implied || duration_ms < 0);
  return time;
}

void add_of_incident(const v1::Incident& incident, std::vector<v1::StageTime>& times) {
  for (const Span& span : kSpans) {
    if (span.from != v1::MILESTONE_UNSPECIFIED) continue;
    const v1::Stamp* reached = first_reached(incident, span.to);
    if (reached == nullptr) continue;
    times.push_back(
        stage_time(span.stage, 0, reached->at_ms() - incident.started_at_ms(), reached->implied()));
  }
  const v1::Stamp* on_scene = first_reached(incident, v1::MILESTONE_ON_SCENE);
  if (on_scene == nullptr || !incident.has_disposition()) return;
  times.push_back(stage_time(v1::STAGE_ON_SCENE_TO_DISPOSITION, 0,
                             incident.disposition().at_ms() - on_scene->at_ms(), on_scene->implied()));
}

void add_of_order(const v1::Incident& incident, const v1::Order& order, std::vector<v1::StageTime>& times) {
  for (const Span& span : kSpans) {
    const v1::Stamp* to = find_stamp(order, span.to);
    const bool from_start = span.from == v1::MILESTONE_UNSPECIFIED;
    const v1::Stamp* from = from_start ? nullptr : find_stamp(order, span.from);
    if (to == nullptr || (!from_start && from == nullptr)) continue;
    const std::int64_t from_ms = from_start ? incident.started_at_ms() : from->at_ms();
    const bool implied = to->implied() || (!from_start && from->implied());
    times.push_back(stage_time(span.stage, order.number(), to->at_ms() - from_ms, implied));
  }
}

}  // namespace

std::vector<v1::StageTime> stage_times(const v1::Incident& incident) {
  std::vector<v1::StageTime> times;
  add_of_incident(incident, times);
  for (const v1::Order& order : incident.orders()) add_of_order(incident, order, times);
  return times;
}

v1::Milestone last_milestone_of(v1::Stage stage) {
  for (const Span& span : kSpans) {
    if (span.stage == stage) return span.to;
  }
  return v1::MILESTONE_UNSPECIFIED;
}

const v1::Stamp* first_reached(const v1::Incident& incident, v1::Milestone milestone) {
  const v1::Stamp* first = nullptr;
  for (const v1::Order& order : incident.orders()) {
    const v1::Stamp* stamp = find_stamp(order, milestone);
    if (stamp == nullptr) continue;
    if (first == nullptr || stamp->at_ms() < first->at_ms()) first = stamp;
  }
  return first;
}

}  // namespace turnout::domain
