#include "intake/incident_figures.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

#include "chassis/each_open_incident.h"
#include "domain/clocks.h"

namespace turnout::intake {
namespace {

constexpr std::int64_t kForgottenAfterMs = 8 * 3'600'000;  // a shift

bool is_at_risk(const v1::Clock& clock) {
  return domain::can_fire(clock) && clock.has_risk() && clock.risk().cleared_at_ms() == 0;
}

void make_at_least(telemetry::Seconds& age, std::int64_t since_ms, std::int64_t now_ms) {
  age = std::max<telemetry::Seconds>(age, std::chrono::milliseconds(now_ms - since_ms));
}

void add(const v1::Incident& incident, std::int64_t now_ms, telemetry::OpenIncidents& figures) {
  ++figures.by_station[incident.station_id()];
  if (incident.events_missing() > 0) ++figures.incomplete;
  make_at_least(figures.oldest_age, incident.started_at_ms(), now_ms);
  if (const std::int64_t since_ms = domain::unattended_since_ms(incident); since_ms != 0) {
    ++figures.unassigned;
    make_at_least(figures.oldest_unassigned_age, since_ms, now_ms);
  }
  bool is_overdue = false;
  bool is_forgotten = false;
  for (const v1::Clock& clock : incident.clocks()) {
    if (is_at_risk(clock)) ++figures.at_risk[clock.kind()];
    if (telemetry::is_paged(clock.kind()) && domain::is_running(clock) && clock.due_at_ms() < now_ms) {
      ++figures.overdue_clocks[{clock.kind(), incident.station_id()}];
    }
    if (!domain::is_overdue(clock)) continue;
    is_overdue = true;
    is_forgotten = is_forgotten || now_ms - clock.due_at_ms() > kForgottenAfterMs;
    make_at_least(figures.oldest_overdue_age, clock.due_at_ms(), now_ms);
  }
  if (is_overdue) ++figures.overdue;
  if (is_forgotten) ++figures.forgotten_by_station[incident.station_id()];
}

}  // namespace

Awaitable<telemetry::OpenIncidents> figures_of(boost::asio::io_context& io,
                                               const std::map<std::string, event_store::IncidentState>& open,
                                               std::int64_t now_ms) {
  telemetry::OpenIncidents figures;
  std::function<void(const v1::Incident&)> count = [&figures, now_ms](const v1::Incident& incident) {
    add(incident, now_ms, figures);
  };
  co_await chassis::each_open_incident(io, open, std::move(count));
  co_return figures;
}

}  // namespace turnout::intake
