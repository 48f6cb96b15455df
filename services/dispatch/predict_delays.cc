#include "dispatch/predict_delays.h"

#include <algorithm>
#include <utility>

#include "domain/prediction.h"
#include "telemetry/background_loop.h"
#include "unit_selection/predict.h"

namespace turnout::dispatch {
namespace {

constexpr std::size_t kMaxPerRound = 256;
constexpr std::int64_t kRoundEveryMs = 1'000;  // on the service clock
constexpr std::chrono::nanoseconds kShortestPause = std::chrono::milliseconds(50);

// The first prediction that the incident does not have yet. Others follow after the event of this one.
std::vector<v1::Event> first_news(const domain::Aggregates& states, const domain::Context& context,
                                  const unit_selection::Units& units) {
  for (const domain::Prediction& prediction : unit_selection::predict(states.incident, context, units)) {
    std::vector<v1::Event> events = domain::decide_prediction(states, prediction, context);
    if (!events.empty()) return events;
  }
  return {};
}

}  // namespace

DelayPredictor::DelayPredictor(boost::asio::io_context& io, chassis::District& district)
    : io_(io), district_(district), queue_(io) {}

Awaitable<void> DelayPredictor::run() {
  return telemetry::run_loop(io_, district_.metrics, telemetry::Loop::kPrediction, [this] { return work(); });
}

void DelayPredictor::take(const std::vector<event_store::Entry>& entries) {
  for (const event_store::Entry& entry : entries) {
    if (entry.incident) note(entry.incident->id());
    if (entry.unit) note(entry.unit->incident_id());
  }
}

void DelayPredictor::note_move(const std::string& unit_id) {
  const auto unit = district_.view.units().find(unit_id);
  if (unit != district_.view.units().end()) note(unit->second->incident_id());
}

void DelayPredictor::note(const std::string& incident_id) {
  const auto open = district_.view.open_incidents().find(incident_id);
  if (open == district_.view.open_incidents().end()) return;
  if (unit_selection::is_predictable(*open->second)) queue_.add(incident_id);
}

Awaitable<void> DelayPredictor::work() {
  const SteadyTime now = std::chrono::steady_clock::now();
  if (now >= next_round_) {
    note_next_of_round();
    const auto until_next = district_.clock.real_until_after(district_.clock.now_ms() + kRoundEveryMs - 1);
    next_round_ = now + std::max(until_next, kShortestPause);
  }
  co_await queue_.wait_for(next_round_ - now);
  std::function<Awaitable<void>(std::string)> evaluate_incident = [this](std::string incident_id) {
    return evaluate(std::move(incident_id));
  };
  co_await queue_.drain(std::move(evaluate_incident));
}

void DelayPredictor::note_next_of_round() {
  const auto& open = district_.view.open_incidents();
  auto at = open.upper_bound(round_ended_at_);
  for (std::size_t seen = 0; seen < std::min(kMaxPerRound, open.size()); ++seen, ++at) {
    if (at == open.end()) at = open.begin();
    round_ended_at_ = at->first;
    note(at->first);
  }
}

Awaitable<void> DelayPredictor::evaluate(std::string incident_id) {
  const event_store::IncidentState incident = district_.view.open_incident(incident_id);
  if (!incident) co_return;
  const std::int64_t at_ms = district_.clock.now_ms();
  const auto predictions =
      unit_selection::predict(*incident, district_.context(at_ms), district_.view.units());
  const bool any_news = std::ranges::any_of(predictions, [&](const domain::Prediction& prediction) {
    return domain::is_news(*incident, prediction, at_ms);
  });
  if (!any_news) co_return;
  event_store::Target target;
  target.incident_id = std::move(incident_id);
  event_store::Executor::Decide decide = [this](const domain::Aggregates& states,
                                                std::int64_t now_ms) -> domain::Decision {
    return first_news(states, district_.context(now_ms), district_.view.units());
  };
  co_await district_.executor.act(std::move(target), std::move(decide));
}

}  // namespace turnout::dispatch
