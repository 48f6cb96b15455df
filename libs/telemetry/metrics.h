// Every metric of the system, declared in one place. What each one means is its help text in
// metric_families.h; deploy/prometheus/metrics.tsv lists them as the services export them.
//
// Names begin with `turnout_`; times are in seconds; labels hold values of closed enums and the stations of
// the city, never other ids or people. Counters stand at 0 from the start, so that the first increase is seen
// as one; gauges and histograms appear with their first value.
//
// Thread-safe. One object a process; it outlives everything that counts with it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace prometheus {
class Collectable;
}

namespace turnout::v1 {
enum AreaClass : int;
enum CallSource : int;
enum ClockKind : int;
enum ClockVerdict : int;
enum DutyRole : int;
enum Milestone : int;
enum Priority : int;
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

// What a station's turnout came to (出警).
enum class StationTurnout { kInTime, kLate };
inline constexpr std::size_t kStationTurnouts = 2;

// What must never happen to a deadline, a warning or a rung: to fire before it is due, or again.
enum class DeadlineFault { kEarly, kTwice };
inline constexpr std::size_t kDeadlineFaults = 2;

// Rungs of ladders are told apart up to this one, which stands for all above it too.
inline constexpr std::uint32_t kHighestRung = 4;

// How the open incidents stand at an instant. Ages in service time; 0 = there is none.
struct OpenIncidents {
  std::map<std::string, std::size_t> by_station;  // id; empty = not known
  std::size_t overdue = 0;                        // a deadline has passed and still runs
  std::size_t unassigned = 0;                     // somebody has to go there, and nobody goes
  std::map<v1::ClockKind, std::size_t> at_risk;   // foretold to stop after their deadline
  Seconds oldest_age{0};
  Seconds oldest_overdue_age{0};  // since the deadline
  Seconds oldest_unassigned_age{0};
};

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

  // The ids of the city's stations, before anything is counted: with any other station a figure counts as
  // that of "unspecified".
  void set_stations(const std::vector<std::string>& ids);

  // RPCs. `method` is the name of one of the vocabulary's RPCs, e.g. "ReportIncident".
  RpcMetrics& rpc(std::string_view method);

  // Incidents and orders
  void incident_reported(v1::CallSource source, v1::AreaClass area);
  void call_beyond_bound();
  void unit_assigned();
  void order_replaced();
  void replacement_failed();
  void milestone_reached(v1::Milestone milestone);
  void stage_passed(v1::Stage stage, v1::AreaClass area, v1::Priority priority, Seconds duration);
  // The verdict is one of a clock that has ended.
  void clock_ended(v1::ClockKind clock, v1::AreaClass area, v1::ClockVerdict verdict);
  void station_turned_out(const std::string& station_id, StationTurnout outcome);
  void deadline_breached(v1::ClockKind clock, v1::AreaClass area);
  void deadline_warned(v1::ClockKind clock);
  void escalation_raised(v1::ClockKind clock, v1::DutyRole role);
  void escalation_acknowledged(v1::ClockKind clock);
  // `rung` from 1 to kHighestRung.
  void set_unanswered_escalations(v1::DutyRole role, std::uint32_t rung, std::size_t count);
  void deadline_foretold(v1::ClockKind clock);
  void risk_cleared(v1::ClockKind clock);
  void set_open_incidents(const OpenIncidents& incidents);
  void set_units(v1::UnitStatus status, std::size_t count);

  // The deadline keeper
  void deadline_fired(Seconds late);
  void deadline_hint_was_stale();
  void keeper_went_round();
  void deadline_faulted(DeadlineFault fault);
  // Service time since the oldest deadline, warning or rung that has not fired fell due; 0 = none.
  void set_oldest_unfired_deadline_age(Seconds age);

  // The event store
  void commit_finished(Seconds duration);
  void commit_conflicted();
  void commit_outcome_unknown();
  void set_commands_waiting(std::size_t count);
  void redis_reconnected(RedisConnection connection);
  void set_redis_connected(RedisConnection connection, bool connected);
  void set_redis_commands_in_flight(RedisConnection connection, std::size_t count);
  void set_log_position(std::uint64_t sequence);
  void set_log_lag(std::uint64_t events);
  void event_left_behind();

  // The process' one thread and what runs on it
  void loop_failed(Loop loop);
  void event_loop_turned(Seconds late);

  // Watch streams
  void watcher_joined();
  void watcher_left();
  void watcher_cut_off();

  // The policy and the roster
  void rules_changed(RulesFile file, Reload outcome);
  void set_rules_refused(RulesFile file, bool refused);

  // The service clock
  void set_clock_speed(double speed);
  // Negative if the witness is behind.
  void set_clock_disagreement(ClockWitness witness, Seconds ahead);

  // TLS: when the certificate that is shown expires
  void set_certificate_expiry(std::chrono::sys_seconds at);

  // All metrics in Prometheus' text format, as /metrics gives them.
  std::string text() const;
  // For whoever serves them over HTTP.
  std::weak_ptr<prometheus::Collectable> collectable() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace turnout::telemetry
