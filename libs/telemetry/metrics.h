// Every metric of the system, declared in one place. What each one means is its help text in metrics.cc.
//
// Names begin with `turnout_`; times are in seconds; labels hold values of closed enums only, never ids.
// Counters stand at 0 from the start, so that the first increase is seen as one; gauges and histograms appear
// with their first value.
//
// Thread-safe. One object a process; it outlives everything that counts with it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace prometheus {
class Collectable;
}

namespace turnout::v1 {
enum AreaClass : int;
enum CallSource : int;
enum ClockKind : int;
enum DutyRole : int;
enum Milestone : int;
enum Stage : int;
enum UnitStatus : int;
}  // namespace turnout::v1

namespace turnout::telemetry {

using Seconds = std::chrono::duration<double>;

// What a service was built and started as.
struct BuildInfo {
  std::string service;  // "intake", "dispatch" or "accountability"
  std::string version;
};

enum class RedisConnection { kCommands, kLog };
inline constexpr std::size_t kRedisConnections = 2;

// The clocks that the service clock is held against.
enum class ClockWitness { kHost, kRedis };
inline constexpr std::size_t kClockWitnesses = 2;
// "host" or "redis", as in labels.
const char* name_of(ClockWitness witness);

// The files that a service takes over when they change, and whether it did.
enum class RulesFile { kPolicy, kRoster };
inline constexpr std::size_t kRulesFiles = 2;
// "policy" or "roster", as in labels.
const char* name_of(RulesFile file);
enum class Reload { kTakenOver, kRefused };
inline constexpr std::size_t kReloads = 2;

// The loops that run beside the RPCs.
enum class Loop { kDeadlineKeeper, kLogFollower, kStateGauges, kOrderReplacer, kForesight, kPositions };
inline constexpr std::size_t kLoops = 6;
std::string_view name_of(Loop loop);

// The figures of one RPC method. Stays valid and in place as long as the Metrics it came from.
class RpcMetrics {
 public:
  virtual ~RpcMetrics() = default;
  virtual void started() = 0;
  // `code` is the gRPC status code, 0 to 16.
  virtual void finished(int code) = 0;
  // For unary RPCs only: how long a stream lived says nothing.
  virtual void took(Seconds duration) = 0;
};

class Metrics {
 public:
  explicit Metrics(const BuildInfo& build);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // RPCs. `method` is the name of one of the vocabulary's RPCs, e.g. "ReportIncident".
  RpcMetrics& rpc(std::string_view method);

  // Incidents and orders
  void incident_reported(v1::CallSource source, v1::AreaClass area);
  void call_beyond_bound();
  void unit_assigned();
  void order_replaced();
  void replacement_failed();
  void milestone_reached(v1::Milestone milestone);
  void stage_passed(v1::Stage stage, v1::AreaClass area, Seconds duration);
  void deadline_breached(v1::ClockKind clock, v1::AreaClass area);
  void deadline_warned(v1::ClockKind clock);
  void escalation_raised(v1::ClockKind clock, v1::DutyRole role);
  void escalation_acknowledged(v1::ClockKind clock);
  void set_unanswered_escalations(v1::DutyRole role, std::size_t count);
  void deadline_foretold(v1::ClockKind clock);
  void risk_cleared(v1::ClockKind clock);
  void set_open_incidents(std::size_t count);
  void set_overdue_incidents(std::size_t count);
  void set_units(v1::UnitStatus status, std::size_t count);

  // The deadline keeper
  void deadline_fired(Seconds late);
  void deadline_hint_was_stale();

  // The event store
  void commit_finished(Seconds duration);
  void commit_conflicted();
  void commit_outcome_unknown();
  void redis_reconnected(RedisConnection connection);
  void set_log_position(std::uint64_t sequence);
  void set_log_lag(std::uint64_t events);
  void loop_failed(Loop loop);

  // Watch streams
  void watcher_joined();
  void watcher_left();
  void watcher_cut_off();

  // The policy and the roster
  void rules_changed(RulesFile file, Reload outcome);

  // The service clock
  void set_clock_speed(double speed);
  // Negative if the witness is behind.
  void set_clock_disagreement(ClockWitness witness, Seconds ahead);

  // All metrics in Prometheus' text format, as /metrics gives them.
  std::string text() const;
  // For whoever serves them over HTTP.
  std::weak_ptr<prometheus::Collectable> collectable() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace turnout::telemetry
