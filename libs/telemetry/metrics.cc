#include "telemetry/metrics.h"

#include <prometheus/text_serializer.h>

#include "telemetry/metric_families.h"

namespace turnout::telemetry {
namespace {

prometheus::Labels label_of(RedisConnection connection) {
  return {{"connection", kConnectionNames.at(static_cast<std::size_t>(connection))}};
}

}  // namespace

std::string_view name_of(Loop loop) {
  return kLoopNames.at(static_cast<std::size_t>(loop));
}

const char* name_of(ClockWitness witness) {
  return kWitnessNames.at(static_cast<std::size_t>(witness));
}

const char* name_of(RulesFile file) {
  return kRulesFileNames.at(static_cast<std::size_t>(file));
}

Metrics::Metrics(const BuildInfo& build) : families_(std::make_unique<Families>()) {
  families_->build_info.Add({{"service", build.service}, {"version", build.version}}).Set(1);
}

Metrics::~Metrics() = default;

void Metrics::set_stations(const std::vector<std::string>& ids) {
  families_->stations.assign(ids.begin(), ids.end());
  families_->stations.emplace_back(kNoStation);
  with_zeros(families_->station_turnouts,
             {{"station", families_->stations}, named("outcome", kStationTurnoutNames)});
}

RpcMetrics& Metrics::rpc(std::string_view method) {
  const std::lock_guard lock(families_->methods_mutex);
  auto found = families_->methods.find(method);
  if (found == families_->methods.end()) {
    const std::string name(method);
    found = families_->methods.try_emplace(name, families_->rpc, name).first;
  }
  return found->second;
}

void Metrics::incident_reported(v1::CallSource source, v1::AreaClass area) {
  families_->incidents_reported.Add({{"source", label_of(source)}, {"area", label_of(area)}}).Increment();
}

void Metrics::call_beyond_bound() {
  families_->calls_beyond_bound.Increment();
}

void Metrics::unit_assigned() {
  families_->assignments.Increment();
}

void Metrics::order_replaced() {
  families_->orders_replaced.Increment();
}

void Metrics::replacement_failed() {
  families_->replacements_failed.Increment();
}

void Metrics::milestone_reached(v1::Milestone milestone) {
  families_->milestones.Add({{"milestone", label_of(milestone)}}).Increment();
}

void Metrics::stage_passed(v1::Stage stage, v1::AreaClass area, v1::Priority priority, Seconds duration) {
  families_->stages
      .Add({{"stage", label_of(stage)}, {"area", label_of(area)}, {"priority", label_of(priority)}},
           kStageSeconds)
      .Observe(duration.count());
}

void Metrics::clock_ended(v1::ClockKind clock, v1::AreaClass area, v1::ClockVerdict verdict) {
  families_->clocks_ended
      .Add({{"clock", label_of(clock)}, {"area", label_of(area)}, {"outcome", label_of(verdict)}})
      .Increment();
}

void Metrics::station_turned_out(const std::string& station_id, StationTurnout outcome) {
  families_->station_turnouts
      .Add({{"station", families_->station_label(station_id)},
            {"outcome", kStationTurnoutNames.at(static_cast<std::size_t>(outcome))}})
      .Increment();
}

void Metrics::deadline_breached(v1::ClockKind clock, v1::AreaClass area) {
  families_->breaches.Add({{"clock", label_of(clock)}, {"area", label_of(area)}}).Increment();
}

void Metrics::deadline_warned(v1::ClockKind clock) {
  families_->warnings.Add({{"clock", label_of(clock)}}).Increment();
}

void Metrics::escalation_raised(v1::ClockKind clock, v1::DutyRole role) {
  families_->escalations.Add({{"clock", label_of(clock)}, {"role", label_of(role)}}).Increment();
}

void Metrics::escalation_acknowledged(v1::ClockKind clock) {
  families_->acknowledgements.Add({{"clock", label_of(clock)}}).Increment();
}

void Metrics::set_unanswered_escalations(v1::DutyRole role, std::uint32_t rung, std::size_t count) {
  families_->unanswered_escalations.Add({{"role", label_of(role)}, {"rung", kRungNames.at(rung - 1)}})
      .Set(static_cast<double>(count));
}

void Metrics::deadline_foretold(v1::ClockKind clock) {
  families_->foretold.Add({{"clock", label_of(clock)}}).Increment();
}

void Metrics::risk_cleared(v1::ClockKind clock) {
  families_->cleared.Add({{"clock", label_of(clock)}}).Increment();
}

void Metrics::set_open_incidents(const OpenIncidents& incidents) {
  std::map<std::string, std::size_t> open;
  for (const std::string& station : families_->stations) open[station] = 0;
  for (const auto& [station, count] : incidents.by_station) open[families_->station_label(station)] += count;
  for (const auto& [station, count] : open)
    families_->open_incidents.Add({{"station", station}}).Set(static_cast<double>(count));
  families_->overdue_incidents.Add({}).Set(static_cast<double>(incidents.overdue));
  families_->unassigned_incidents.Add({}).Set(static_cast<double>(incidents.unassigned));
  families_->oldest_open.Add({}).Set(incidents.oldest_age.count());
  families_->oldest_overdue.Add({}).Set(incidents.oldest_overdue_age.count());
  families_->oldest_unassigned.Add({}).Set(incidents.oldest_unassigned_age.count());
  for (int kind = 1; kind <= v1::ClockKind_MAX; ++kind) {
    const auto clock = static_cast<v1::ClockKind>(kind);
    const auto found = incidents.at_risk.find(clock);
    families_->incidents_at_risk.Add({{"clock", label_of(clock)}})
        .Set(found == incidents.at_risk.end() ? 0 : static_cast<double>(found->second));
  }
}

void Metrics::set_units(v1::UnitStatus status, std::size_t count) {
  families_->units.Add({{"status", label_of(status)}}).Set(static_cast<double>(count));
}

void Metrics::deadline_fired(Seconds late) {
  families_->lateness.Observe(late.count());
}

void Metrics::deadline_hint_was_stale() {
  families_->stale_hints.Increment();
}

void Metrics::keeper_went_round() {
  families_->keeper_round.Add({}).SetToCurrentTime();
}

void Metrics::deadline_faulted(DeadlineFault fault) {
  families_->faults.Add({{"fault", kDeadlineFaultNames.at(static_cast<std::size_t>(fault))}}).Increment();
}

void Metrics::set_oldest_unfired_deadline_age(Seconds age) {
  families_->oldest_unfired.Add({}).Set(age.count());
}

void Metrics::commit_finished(Seconds duration) {
  families_->commits.Observe(duration.count());
}

void Metrics::commit_conflicted() {
  families_->conflicts.Increment();
}

void Metrics::commit_outcome_unknown() {
  families_->unknown_outcomes.Increment();
}

void Metrics::set_commands_waiting(std::size_t count) {
  families_->commands_waiting.Add({}).Set(static_cast<double>(count));
}

void Metrics::redis_reconnected(RedisConnection connection) {
  families_->reconnects.Add(label_of(connection)).Increment();
}

void Metrics::set_redis_connected(RedisConnection connection, bool connected) {
  families_->redis_connected.Add(label_of(connection)).Set(connected ? 1 : 0);
}

void Metrics::set_redis_commands_in_flight(RedisConnection connection, std::size_t count) {
  families_->redis_in_flight.Add(label_of(connection)).Set(static_cast<double>(count));
}

void Metrics::set_log_position(std::uint64_t sequence) {
  families_->log_position.Add({}).Set(static_cast<double>(sequence));
}

void Metrics::set_log_lag(std::uint64_t events) {
  families_->log_lag.Add({}).Set(static_cast<double>(events));
}

void Metrics::event_left_behind() {
  families_->dead_letters.Increment();
}

void Metrics::loop_failed(Loop loop) {
  families_->loop_failures.Add({{"loop", std::string(name_of(loop))}}).Increment();
}

void Metrics::event_loop_turned(Seconds late) {
  families_->loop_delays.Observe(late.count());
}

void Metrics::watcher_joined() {
  families_->watchers.Increment();
}

void Metrics::watcher_left() {
  families_->watchers.Decrement();
}

void Metrics::watcher_cut_off() {
  families_->watchers_cut_off.Increment();
}

void Metrics::rules_changed(RulesFile file, Reload outcome) {
  families_->reloads
      .Add({{"file", name_of(file)}, {"outcome", kReloadNames.at(static_cast<std::size_t>(outcome))}})
      .Increment();
}

void Metrics::set_rules_refused(RulesFile file, bool refused) {
  families_->rules_refused.Add({{"file", name_of(file)}}).Set(refused ? 1 : 0);
}

void Metrics::set_clock_speed(double speed) {
  families_->clock_speed.Add({}).Set(speed);
}

void Metrics::set_clock_disagreement(ClockWitness witness, Seconds ahead) {
  families_->clock_disagreement.Add({{"source", name_of(witness)}}).Set(ahead.count());
}

void Metrics::set_certificate_expiry(std::chrono::sys_seconds at) {
  families_->certificate_expiry.Add({}).Set(static_cast<double>(at.time_since_epoch().count()));
}

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(families_->registry->Collect());
}

std::weak_ptr<prometheus::Collectable> Metrics::collectable() const {
  return families_->registry;
}

}  // namespace turnout::telemetry
