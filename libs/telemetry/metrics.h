// Every metric of the system: name, help and labels are declared here and nowhere else.
// deploy/prometheus/metrics.tsv lists them as the services export them.
//
// Names begin with `turnout_`; times are in seconds; labels hold values of closed enums and the stations of
// the city, never other ids or people. Counters are exported as 0 from the start, so that their first increase is
// visible; gauges and histograms appear with their first value.
//
// Thread-safe. One object per process. It must outlive everything that counts with it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "telemetry/series.h"

namespace prometheus {
class Registry;
}  // namespace prometheus

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

// The service and its version.
struct BuildInfo {
  std::string service;  // "intake", "dispatch", "accountability" or "records"
  std::string version;
};

enum class RedisConnection { kCommands, kQueries, kLog };

// The clocks with which the service clock is compared.
enum class ClockWitness { kHost, kRedis };
inline constexpr std::size_t kClockWitnesses = 2;
// "host" or "redis", as in labels.
const char* name_of(ClockWitness witness);

// The files that a service reloads when they change, and the outcome.
enum class RulesFile { kPolicy, kRoster };
// "policy" or "roster", as in labels.
const char* name_of(RulesFile file);
enum class Reload { kTakenOver, kRefused };

// Connections of clients: at gRPC, or not heard from yet.
enum class ConnectionState { kOpen, kSilent };
// The bound for which a connection was closed: of all connections, of its address, of silent ones, of memory.
enum class ConnectionRefusal { kTotal, kAddress, kSilent, kMemory };

// The loops that run beside the RPCs.
enum class Loop {
  kDeadlineKeeper,
  kLogFollower,
  kStateGauges,
  kOrderReassigner,
  kCancellations,
  kCityUnits,
  kRecordRepair,
  kPrediction,
  kPositions,
  kProjection,
  kArchive,
  kArchiveFigures
};
std::string_view name_of(Loop loop);

// How a station's turnout clock ended (出警).
enum class StationTurnout { kInTime, kLate };

// Tables of the archive whose rows are counted.
enum class ArchiveTable { kEvents, kIncidents, kCalls, kOrders, kMilestones, kClocks };
inline constexpr std::size_t kArchiveTables = 6;

// Faults of a deadline, a warning or a level: it fired before it was due, or twice.
enum class DeadlineFault { kEarly, kTwice };

// Highest level of a ladder with its own label; higher levels count as this one. Level 0 is not counted.
inline constexpr std::uint32_t kHighestLevel = 4;
enum class EscalationLevel : std::uint32_t {};

// Operations are paged for this clock: assign and turnout.
bool is_paged(v1::ClockKind clock);

// The open incidents at an instant. Ages in service time; 0 = there is none.
struct OpenIncidents {
  std::map<std::string, std::size_t> by_station;  // id; empty = not known
  std::size_t overdue = 0;                        // a clock runs past its deadline
  // Running past its deadline, whether that has fired or not, by station as in by_station. Of clocks that are paged.
  std::map<std::pair<v1::ClockKind, std::string>, std::size_t> overdue_clocks;
  std::map<std::string, std::size_t> forgotten_by_station;  // overdue for more than a shift
  std::size_t incomplete = 0;                               // events of theirs are lost
  std::size_t unassigned = 0;                               // need a unit and have none
  std::map<v1::ClockKind, std::size_t> at_risk;             // predicted to stop after their deadline
  Seconds oldest_age{0};
  Seconds oldest_overdue_age{0};  // since the deadline
  Seconds oldest_unassigned_age{0};
};

// The figures of one RPC method. Valid, at the same address, as long as its Metrics.
class RpcMetrics {
 public:
  virtual ~RpcMetrics() = default;
  virtual void started() = 0;
  // `code` is the gRPC status code, 0 to 16.
  virtual void finished(int code) = 0;
  // For unary RPCs only: the duration of a stream means nothing.
  virtual void took(Seconds duration) = 0;
  // For streams only: how many may be open at once.
  virtual void set_stream_bound(std::size_t most) = 0;
};

// The values of an enum as labels, by number: "AREA_CLASS_URBAN" → "urban". Only area classes include "unspecified".
std::vector<std::string> values_of(v1::AreaClass);
std::vector<std::string> values_of(v1::CallSource);
std::vector<std::string> values_of(v1::ClockKind);
std::vector<std::string> values_of(v1::ClockVerdict);
std::vector<std::string> values_of(v1::DutyRole);
std::vector<std::string> values_of(v1::Milestone);
std::vector<std::string> values_of(v1::Priority);
std::vector<std::string> values_of(v1::Stage);
std::vector<std::string> values_of(v1::UnitStatus);
std::vector<std::string> values_of(ArchiveTable);
std::vector<std::string> values_of(ConnectionRefusal);
std::vector<std::string> values_of(ConnectionState);
std::vector<std::string> values_of(DeadlineFault);
std::vector<std::string> values_of(EscalationLevel);
std::vector<std::string> values_of(Loop);
std::vector<std::string> values_of(RedisConnection);
std::vector<std::string> values_of(ClockWitness);
std::vector<std::string> values_of(RulesFile);
std::vector<std::string> values_of(Reload);

template <class Enum>
Label label(std::string name) {
  return {std::move(name), values_of(Enum())};
}

class Metrics {
  // Declared before the metrics, which register there.
  std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Registry& r_ = *registry_;

 public:
  explicit Metrics(const BuildInfo& build);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // Sets the ids of the city's stations. Call it before anything is counted. Any other station counts as "unspecified".
  void set_stations(const std::vector<std::string>& ids);

  // RPCs. `method` is the name of one of the vocabulary's RPCs, e.g. "ReportIncident".
  RpcMetrics& rpc(std::string_view method);
  Counter<> request_malformed{
      r_, "turnout_malformed_requests_total",
      "Requests refused because their bytes are no protobuf message or a text is not UTF-8."};

  // Connections of clients
  Gauge<ConnectionState> set_connections{r_,
                                         "turnout_connections",
                                         "Connections of clients, open or not heard from yet.",
                                         {label<ConnectionState>("state")}};
  Counter<ConnectionRefusal> connection_refused{
      r_,
      "turnout_connections_refused_total",
      "Times that a bound closed connections: of all, of one address, of silent ones, of memory.",
      {label<ConnectionRefusal>("bound")}};

  // Incidents and orders
  Counter<v1::CallSource, v1::AreaClass> incident_reported{
      r_,
      "turnout_incidents_reported_total",
      "Incidents by source of the first call and area class of the station.",
      {label<v1::CallSource>("source"), label<v1::AreaClass>("area")}};
  Counter<> call_beyond_bound{r_, "turnout_calls_beyond_bound_total",
                              "Calls that are in the log but not in the state of their incident."};
  Counter<> unit_assigned{r_, "turnout_orders_total", "Orders: a unit sent to an incident."};
  Counter<> order_reassigned{r_, "turnout_orders_reassigned_total",
                             "Orders not signed in time or declined that dispatch gave to another unit."};
  Counter<> reassignment_failed{
      r_, "turnout_order_reassignments_failed_total",
      "Orders not signed in time or declined for which dispatch found no other unit."};
  Counter<v1::Milestone> milestone_reached{
      r_, "turnout_milestones_total", "Milestones that orders reached.", {label<v1::Milestone>("milestone")}};
  // The buckets are the limits that police bureaus promise and the bands that they publish.
  Histogram<v1::Stage, v1::AreaClass, v1::Priority> stage_passed{
      r_,
      "turnout_stage_duration_seconds",
      "Service time that the stages of incidents and orders took.",
      {5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1800},
      {label<v1::Stage>("stage"), label<v1::AreaClass>("area"), label<v1::Priority>("priority")}};
  // For a clock that has ended.
  Counter<v1::ClockKind, v1::AreaClass, v1::ClockVerdict> clock_ended{
      r_,
      "turnout_clocks_ended_total",
      "Clocks by how they ended. Changes by later reports or adjudications are not counted.",
      {label<v1::ClockKind>("clock"), label<v1::AreaClass>("area"), label<v1::ClockVerdict>("outcome")}};
  void station_turned_out(const std::string& station_id, StationTurnout outcome);
  Counter<v1::ClockKind, v1::AreaClass> deadline_breached{
      r_,
      "turnout_deadline_breaches_total",
      "Deadlines that passed without their milestone.",
      {label<v1::ClockKind>("clock"), label<v1::AreaClass>("area")}};
  Counter<v1::ClockKind> deadline_warned{r_,
                                         "turnout_deadline_warnings_total",
                                         "Warnings given before a deadline.",
                                         {label<v1::ClockKind>("clock")}};
  Counter<v1::ClockKind, v1::DutyRole> escalation_raised{
      r_,
      "turnout_escalations_raised_total",
      "Levels of ladders at which a post was told of a passed deadline.",
      {label<v1::ClockKind>("clock"), label<v1::DutyRole>("role")}};
  Counter<v1::ClockKind> escalation_acknowledged{r_,
                                                 "turnout_escalations_acknowledged_total",
                                                 "Escalations that somebody acknowledged.",
                                                 {label<v1::ClockKind>("clock")}};
  // `level` from 1 to kHighestLevel.
  Gauge<v1::DutyRole, std::uint32_t> set_unanswered_escalations{
      r_,
      "turnout_unanswered_escalations",
      "Unanswered escalations, by the post and the level told last.",
      {label<v1::DutyRole>("role"), label<EscalationLevel>("level")}};
  Counter<v1::ClockKind> deadline_predicted_late{r_,
                                                 "turnout_deadlines_predicted_late_total",
                                                 "Clocks expected to stop after their deadline.",
                                                 {label<v1::ClockKind>("clock")}};
  Counter<v1::ClockKind> risk_cleared{r_,
                                      "turnout_risks_cleared_total",
                                      "Clocks predicted late, then expected in time again.",
                                      {label<v1::ClockKind>("clock")}};
  void set_open_incidents(const OpenIncidents& incidents);
  Gauge<> set_terminals_with_wrong_clock{r_, "turnout_terminals_with_wrong_clock",
                                         "Units whose terminal's clock is more than 30 s off."};
  Gauge<v1::UnitStatus> set_units{r_, "turnout_units", "Units by status.", {label<v1::UnitStatus>("status")}};

  // The deadline keeper
  Histogram<> deadline_fired{r_,
                             "turnout_deadline_lateness_seconds",
                             "Service time from a deadline until the service found it passed.",
                             {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60}};
  Counter<> deadline_hint_was_stale{r_, "turnout_stale_deadline_hints_total",
                                    "Wake-ups of the deadline keeper at which nothing was due any more."};
  void keeper_went_round();
  Counter<DeadlineFault> deadline_faulted{
      r_,
      "turnout_deadline_faults_total",
      "Deadlines, warnings and levels that fired before they were due, or twice.",
      {label<DeadlineFault>("fault")}};
  Gauge<> set_oldest_unfired_deadline_age{
      r_, "turnout_oldest_unfired_deadline_age_seconds",
      "Service time for which the oldest unfired deadline, warning or level has been due."};

  // The event store
  Histogram<> commit_finished{
      r_,
      "turnout_commit_duration_seconds",
      "Time of one commit to the event store, until it is durable.",
      {0.00025, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5}};
  Counter<> commit_conflicted{r_, "turnout_commit_conflicts_total",
                              "Commits rejected because another commit had changed the state."};
  Counter<> commit_outcome_unknown{r_, "turnout_commit_unknown_outcomes_total",
                                   "Commits with an unknown outcome."};
  Gauge<> set_commands_waiting{r_, "turnout_commands_waiting",
                               "Commands that wait for another command on the same incident."};
  Counter<RedisConnection> redis_reconnected{r_,
                                             "turnout_redis_reconnects_total",
                                             "Connections to Redis that were lost and made again.",
                                             {label<RedisConnection>("connection")}};
  Gauge<RedisConnection> set_redis_connected{r_,
                                             "turnout_redis_connected",
                                             "1 while a connection to Redis is made and checked, else 0.",
                                             {label<RedisConnection>("connection")}};
  Gauge<RedisConnection> set_redis_commands_in_flight{
      r_,
      "turnout_redis_commands_in_flight",
      "Commands that wait for the connection to Redis or for a reply.",
      {label<RedisConnection>("connection")}};
  Gauge<> set_log_position{r_, "turnout_log_position_events",
                           "Sequence up to which the follower has read the log."};
  Gauge<> set_log_lag{r_, "turnout_log_lag_events", "Events in the log that the follower has not read yet."};
  Counter<> event_left_behind{r_, "turnout_dead_letters_total",
                              "Events of the log that this service could not read and skipped."};

  Gauge<> set_damaged_records{
      r_, "turnout_damaged_records",
      "Stored states that are damaged and not repaired yet, as far as this service has met them."};
  Counter<> record_repaired{r_, "turnout_records_repaired_total",
                            "Damaged stored states that this service has made again from their events."};

  // The archive
  Gauge<> set_archive_position{r_, "turnout_archive_position_events",
                               "Sequence up to which the log is archived."};
  Gauge<> set_archive_lag_events{r_, "turnout_archive_lag_events",
                                 "Events in the log that are not archived yet."};
  Gauge<> set_archive_lag{r_, "turnout_archive_lag_seconds",
                          "Service time since the oldest event that waits to be archived; 0 if none waits."};
  Gauge<> set_archive_writer_active{r_, "turnout_archive_writer_active",
                                    "1 while this process writes the archive, 0 while another one does."};
  Gauge<ArchiveTable> set_archive_rows{
      r_, "turnout_archive_rows", "Rows of the archive's tables.", {label<ArchiveTable>("table")}};
  Gauge<> set_archive_size{r_, "turnout_archive_size_bytes", "Space that the archive takes."};

  // The process' one thread and what runs on it
  Counter<Loop> loop_failed{r_,
                            "turnout_background_loop_failures_total",
                            "Rounds of a background loop that failed.",
                            {label<Loop>("loop")}};
  Histogram<> event_loop_turned{r_,
                                "turnout_event_loop_delay_seconds",
                                "How long due work waits for the service's one thread.",
                                {0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5}};

  // Watch streams
  void watcher_joined();
  void watcher_left();
  Counter<> watcher_cut_off{r_, "turnout_watchers_cut_off_total",
                            "Watchers that fell behind their bound and were cut off."};

  // The policy and the roster
  Counter<RulesFile, Reload> rules_changed{r_,
                                           "turnout_policy_reloads_total",
                                           "Changed policy and roster files, taken over or refused.",
                                           {label<RulesFile>("file"), label<Reload>("outcome")}};
  Gauge<RulesFile> set_rules_refused{r_,
                                     "turnout_policy_file_refused",
                                     "1 while the changed policy or roster file is refused, else 0.",
                                     {label<RulesFile>("file")}};

  // The service clock
  Gauge<> set_clock_speed{r_, "turnout_service_clock_speed_ratio",
                          "Service seconds per real second: 1 in production, more in replays."};
  // Negative if the other clock is behind.
  Gauge<ClockWitness> set_clock_disagreement{
      r_,
      "turnout_clock_disagreement_seconds",
      "How far the host's wall clock, or Redis' clock, is ahead of the service clock.",
      {label<ClockWitness>("source")}};

  // TLS: when the service's certificate expires
  void set_certificate_expiry(std::chrono::sys_seconds at);

  // All metrics in Prometheus' text format, as /metrics gives them.
  std::string text() const;

 private:
  void set_overdue_clocks(const OpenIncidents& incidents);

  // Metrics with labels that no enum lists, and values that are set in several gauges at once.
  struct Others;
  std::unique_ptr<Others> others_;
};

}  // namespace turnout::telemetry
