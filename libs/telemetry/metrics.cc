#include "telemetry/metrics.h"

#include <prometheus/text_serializer.h>

#include "telemetry/metric_families.h"

namespace turnout::telemetry {

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

void Metrics::stage_passed(v1::Stage stage, v1::AreaClass area, Seconds duration) {
  families_->stages.Add({{"stage", label_of(stage)}, {"area", label_of(area)}}, kStageSeconds)
      .Observe(duration.count());
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

void Metrics::set_unanswered_escalations(v1::DutyRole role, std::size_t count) {
  families_->unanswered_escalations.Add({{"role", label_of(role)}}).Set(static_cast<double>(count));
}

void Metrics::deadline_foretold(v1::ClockKind clock) {
  families_->foretold.Add({{"clock", label_of(clock)}}).Increment();
}

void Metrics::risk_cleared(v1::ClockKind clock) {
  families_->cleared.Add({{"clock", label_of(clock)}}).Increment();
}

void Metrics::set_open_incidents(std::size_t count) {
  families_->open_incidents.Add({}).Set(static_cast<double>(count));
}

void Metrics::set_overdue_incidents(std::size_t count) {
  families_->overdue_incidents.Add({}).Set(static_cast<double>(count));
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

void Metrics::commit_finished(Seconds duration) {
  families_->commits.Observe(duration.count());
}

void Metrics::commit_conflicted() {
  families_->conflicts.Increment();
}

void Metrics::commit_outcome_unknown() {
  families_->unknown_outcomes.Increment();
}

void Metrics::redis_reconnected(RedisConnection connection) {
  families_->reconnects.Add({{"connection", kConnectionNames.at(static_cast<std::size_t>(connection))}})
      .Increment();
}

void Metrics::set_log_position(std::uint64_t sequence) {
  families_->log_position.Add({}).Set(static_cast<double>(sequence));
}

void Metrics::set_log_lag(std::uint64_t events) {
  families_->log_lag.Add({}).Set(static_cast<double>(events));
}

void Metrics::loop_failed(Loop loop) {
  families_->loop_failures.Add({{"loop", std::string(name_of(loop))}}).Increment();
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

void Metrics::set_clock_speed(double speed) {
  families_->clock_speed.Add({}).Set(speed);
}

void Metrics::set_clock_disagreement(ClockWitness witness, Seconds ahead) {
  families_->clock_disagreement.Add({{"source", name_of(witness)}}).Set(ahead.count());
}

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(families_->registry->Collect());
}

std::weak_ptr<prometheus::Collectable> Metrics::collectable() const {
  return families_->registry;
}

}  // namespace turnout::telemetry
