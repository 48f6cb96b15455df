#include "dispatch/finish_cancellations.h"

#include <chrono>
#include <utility>

#include "chassis/command.h"
#include "domain/cancel_incident.h"
#include "telemetry/background_loop.h"

namespace turnout::dispatch {
namespace {

constexpr std::chrono::seconds kLongestSleep{60};

}  // namespace

CancellationFinisher::CancellationFinisher(boost::asio::io_context& io, chassis::District& district)
    : io_(io), district_(district), queue_(io) {}

Awaitable<void> CancellationFinisher::run() {
  for (const auto& [id, incident] : district_.view.open_incidents()) note(*incident);
  return telemetry::run_loop(io_, district_.metrics, telemetry::Loop::kCancellations,
                             [this] { return work(); });
}

void CancellationFinisher::take(const std::vector<event_store::Entry>& entries) {
  for (const event_store::Entry& entry : entries) {
    if (entry.incident) note(*entry.incident);
  }
}

void CancellationFinisher::note(const v1::Incident& incident) {
  if (incident.has_cancellation()) queue_.add(incident.id());
}

Awaitable<void> CancellationFinisher::work() {
  co_await queue_.wait_for(kLongestSleep);
  std::function<Awaitable<void>(std::string)> one = [this](std::string incident_id) {
    return finish(std::move(incident_id));
  };
  co_await queue_.drain(std::move(one));
}

Awaitable<void> CancellationFinisher::finish(std::string incident_id) {
  for (;;) {
    event_store::Target target;
    target.incident_id = incident_id;
    target.more = &chassis::units_on;
    event_store::Executor::Decide decide = [this](const domain::Aggregates& states, std::int64_t now_ms) {
      return domain::decide_cancellation(states, district_.context(now_ms));
    };
    const auto step = co_await district_.executor.act(std::move(target), std::move(decide));
    if (!step || !*step) co_return;
  }
}

}  // namespace turnout::dispatch
