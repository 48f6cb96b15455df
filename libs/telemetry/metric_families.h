// The metrics as they are registered: name, help, labels and buckets of each. Used by metrics.cc only.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "telemetry/labels.h"
#include "telemetry/metrics.h"
#include "telemetry/rpc_metrics.h"
#include "telemetry/zeros.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::telemetry {

// The edges are the promises and the bands that bureaus publish.
using Buckets = prometheus::Histogram::BucketBoundaries;
inline const Buckets kStageSeconds{5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1800};
inline const Buckets kLatenessSeconds{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2,
                                      0.5,   1,     2,     5,    10,   30,   60};
inline const Buckets kCommitSeconds{0.00025, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02,
                                    0.05,    0.1,    0.2,   0.5,   1,     2,    5};

inline const Buckets kDelaySeconds{0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5};

inline constexpr std::array<const char*, kRedisConnections> kConnectionNames{"commands", "log"};
inline constexpr std::array<const char*, kClockWitnesses> kWitnessNames{"host", "redis"};
inline constexpr std::array<const char*, kRulesFiles> kRulesFileNames{"policy", "roster"};
inline constexpr std::array<const char*, kReloads> kReloadNames{"taken_over", "refused"};
inline constexpr std::array<const char*, kStationTurnouts> kStationTurnoutNames{"in_time", "late"};
inline constexpr std::array<const char*, kDeadlineFaults> kDeadlineFaultNames{"early", "twice"};
inline constexpr std::array<const char*, kHighestRung> kRungNames{"1", "2", "3", "4+"};
// A station that is not known, or not of this city.
inline constexpr const char* kNoStation = "unspecified";
inline constexpr std::array<const char*, kLoops> kLoopNames{"deadline_keeper", "log_follower", "state_gauges",
                                                            "order_replacer",  "foresight",    "positions"};

inline Label clock_label() {
  return label_with<v1::ClockKind>("clock");
}
inline Label area_label() {
  return label_with<v1::AreaClass>("area", Unspecified::kInclude);
}

struct Metrics::Families {
  using GaugeFamily = prometheus::Family<prometheus::Gauge>;
  using HistogramFamily = prometheus::Family<prometheus::Histogram>;

  CounterFamily& counter(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(*registry);
  }
  GaugeFamily& gauge(const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(*registry);
  }
  HistogramFamily& histogram(const char* name, const char* help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(*registry);
  }

  std::shared_ptr<prometheus::Registry> registry = std::make_shared<prometheus::Registry>();

  GaugeFamily& build_info =
      gauge("turnout_build_info", "Always 1; the labels say which service of which version it is.");
  GaugeFamily& clock_speed = gauge("turnout_service_clock_speed_ratio",
                                   "Service seconds per real second: 1 in production, more in replays.");
  GaugeFamily& clock_disagreement =
      gauge("turnout_clock_disagreement_seconds",
            "How far the host's wall clock, or Redis' clock, is ahead of the service clock.");

  RpcFamilies rpc{
      counter("turnout_rpc_requests_total", "Finished RPCs by gRPC status code."),
      gauge("turnout_rpc_in_flight", "RPCs that have begun and are not finished."),
      histogram("turnout_rpc_duration_seconds", "Time from the arrival of a unary RPC to its answer."),
  };

  CounterFamily& incidents_reported =
      with_zeros(counter("turnout_incidents_reported_total",
                         "Incidents by how the first call came and the area of the station."),
                 {label_with<v1::CallSource>("source"), area_label()});
  prometheus::Counter& calls_beyond_bound =
      counter("turnout_calls_beyond_bound_total",
              "Calls that were counted but no longer stored with their incident.")
          .Add({});
  prometheus::Counter& assignments =
      counter("turnout_assignments_total", "Orders: a unit sent to an incident.").Add({});
  prometheus::Counter& orders_replaced =
      counter("turnout_orders_replaced_total",
              "Orders not signed in time or declined whose place another unit took by itself.")
          .Add({});
  prometheus::Counter& replacements_failed =
      counter("turnout_order_replacements_failed_total",
              "Orders not signed in time or declined that no unit took over by itself.")
          .Add({});
  CounterFamily& milestones =
      with_zeros(counter("turnout_milestones_total", "Milestones that orders reached."),
                 {label_with<v1::Milestone>("milestone")});
  HistogramFamily& stages = histogram("turnout_stage_duration_seconds",
                                      "Service time that the stages of incidents and orders took.");
  CounterFamily& clocks_ended = with_zeros(
      counter("turnout_clocks_ended_total",
              "Clocks by how they ended; what a later report or ruling makes of them is not counted again."),
      {clock_label(), area_label(), label_with<v1::ClockVerdict>("outcome")});
  CounterFamily& station_turnouts =
      counter("turnout_station_turnouts_total", "Turnout clocks that ended, by station and whether in time.");
  CounterFamily& breaches =
      with_zeros(counter("turnout_deadline_breaches_total", "Deadlines that passed without their milestone."),
                 {clock_label(), area_label()});
  CounterFamily& warnings = with_zeros(
      counter("turnout_deadline_warnings_total", "Warnings given before a deadline."), {clock_label()});
  CounterFamily& escalations = with_zeros(
      counter("turnout_escalations_raised_total", "Rungs of ladders: a post was told of a passed deadline."),
      {clock_label(), label_with<v1::DutyRole>("role")});
  CounterFamily& acknowledgements =
      with_zeros(counter("turnout_escalations_acknowledged_total", "Escalations that somebody acknowledged."),
                 {clock_label()});
  GaugeFamily& unanswered_escalations = gauge(
      "turnout_unanswered_escalations", "Escalations without an answer, by the post and the rung told last.");
  CounterFamily& foretold =
      with_zeros(counter("turnout_deadlines_foretold_total", "Clocks expected to stop after their deadline."),
                 {clock_label()});
  CounterFamily& cleared =
      with_zeros(counter("turnout_risks_cleared_total", "Clocks so foretold, then expected in time again."),
                 {clock_label()});
  GaugeFamily& open_incidents =
      gauge("turnout_open_incidents", "Incidents that are neither closed nor cancelled, by station.");
  GaugeFamily& overdue_incidents =
      gauge("turnout_overdue_incidents", "Open incidents with a deadline that has passed and still runs.");
  GaugeFamily& unassigned_incidents = gauge(
      "turnout_unassigned_incidents", "Open incidents to which somebody has to go and no unit is sent.");
  GaugeFamily& incidents_at_risk =
      gauge("turnout_incidents_at_risk", "Open incidents with a clock expected to stop after its deadline.");
  GaugeFamily& oldest_open =
      gauge("turnout_oldest_open_incident_age_seconds", "Service time since the oldest open incident began.");
  GaugeFamily& oldest_overdue = gauge("turnout_oldest_overdue_incident_age_seconds",
                                      "Service time since the oldest passed deadline that still runs.");
  GaugeFamily& oldest_unassigned =
      gauge("turnout_oldest_unassigned_incident_age_seconds",
            "Service time since the oldest incident began to which no unit is sent.");
  GaugeFamily& units = gauge("turnout_units", "Units by status.");

  prometheus::Histogram& lateness =
      histogram("turnout_deadline_lateness_seconds",
                "Service time from a deadline until the service found it passed.")
          .Add({}, kLatenessSeconds);
  GaugeFamily& oldest_unfired =
      gauge("turnout_oldest_unfired_deadline_age_seconds",
            "Service time since the oldest deadline, warning or rung fell due that has not fired.");
  GaugeFamily& keeper_round = gauge("turnout_keeper_last_round_timestamp_seconds",
                                    "When the deadline keeper last looked, by the host's clock.");
  CounterFamily& faults =
      with_zeros(counter("turnout_deadline_faults_total",
                         "Deadlines, warnings and rungs that fired before they were due, or again."),
                 {named("fault", kDeadlineFaultNames)});
  prometheus::Counter& stale_hints =
      counter("turnout_stale_deadline_hints_total",
              "Wake-ups of the deadline keeper for which nothing was due any more.")
          .Add({});

  prometheus::Histogram& commits = histogram("turnout_commit_duration_seconds",
                                             "Time of one commit to the event store, until it is durable.")
                                       .Add({}, kCommitSeconds);
  prometheus::Counter& conflicts = counter("turnout_commit_conflicts_total",
                                           "Commits turned away because the state had changed meanwhile.")
                                       .Add({});
  prometheus::Counter& unknown_outcomes =
      counter("turnout_commit_unknown_outcomes_total",
              "Commits of which it was not learned whether they happened.")
          .Add({});
  CounterFamily& reconnects = with_zeros(
      counter("turnout_redis_reconnects_total", "Connections to Redis that were lost and made again."),
      {named("connection", kConnectionNames)});
  GaugeFamily& redis_connected =
      gauge("turnout_redis_connected", "1 while a connection to Redis is made and checked, else 0.");
  GaugeFamily& redis_in_flight =
      gauge("turnout_redis_commands_in_flight", "Commands that wait for Redis to be there or to reply.");
  GaugeFamily& commands_waiting =
      gauge("turnout_commands_waiting", "Commands that wait for another one on the same incident to end.");
  GaugeFamily& log_position =
      gauge("turnout_log_position_events", "Place in the log up to which the follower has read.");
  GaugeFamily& log_lag =
      gauge("turnout_log_lag_events", "Events in the log that the follower has not read yet.");
  prometheus::Counter& dead_letters =
      counter("turnout_dead_letters_total",
              "Events of the log that this service could not read and left behind.")
          .Add({});

  CounterFamily& loop_failures = with_zeros(
      counter("turnout_background_loop_failures_total", "Rounds of a background loop that failed."),
      {named("loop", kLoopNames)});
  prometheus::Histogram& loop_delays =
      histogram("turnout_event_loop_delay_seconds",
                "How long work that is due waits until the service's one thread takes it.")
          .Add({}, kDelaySeconds);

  prometheus::Gauge& watchers = gauge("turnout_watchers", "Open watch streams.").Add({});
  prometheus::Counter& watchers_cut_off =
      counter("turnout_watchers_cut_off_total", "Watchers that fell behind their bound and were cut off.")
          .Add({});

  CounterFamily& reloads =
      with_zeros(counter("turnout_policy_reloads_total",
                         "Changed policy and roster files, by whether they were taken over or refused."),
                 {named("file", kRulesFileNames), named("outcome", kReloadNames)});
  GaugeFamily& rules_refused =
      gauge("turnout_policy_file_refused",
            "1 while a changed policy or roster file stands there that was refused, else 0.");

  std::vector<std::string> stations{kNoStation};

  // The label value for this station.
  std::string station_label(const std::string& id) const {
    const bool is_known = std::ranges::find(stations, id) != stations.end();
    return is_known ? id : kNoStation;
  }

  GaugeFamily& certificate_expiry =
      gauge("turnout_certificate_expiry_timestamp_seconds",
            "Unix time at which the certificate that the service shows expires; only with TLS.");

  std::mutex methods_mutex;
  std::map<std::string, CountedRpc, std::less<>> methods;
};

}  // namespace turnout::telemetry
