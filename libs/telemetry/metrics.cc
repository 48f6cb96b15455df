#include "telemetry/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>

#include "telemetry/labels.h"
#include "telemetry/rpc_metrics.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/record.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::telemetry {
namespace {

constexpr const char* kNoStation = "unspecified";  // no station, or one that is not of this city
const std::vector<std::string> kWitnesses{"host", "redis"};
const std::vector<std::string> kRules{"policy", "roster"};
constexpr std::array kPagedClocks{v1::CLOCK_KIND_ASSIGN, v1::CLOCK_KIND_TURNOUT};
const std::vector<std::string> kLoops{"deadline_keeper", "log_follower", "state_gauges",  "order_reassigner",
                                      "cancellations",   "city_units",   "record_repair", "prediction",
                                      "positions",       "projection",   "archive",       "archive_figures"};
const std::vector<std::string> kOutcomes{"in_time", "late"};

// Without a series for "unspecified".
template <class Enum>
std::vector<std::string> words_of() {
  std::vector<std::string> values =
      labels_of(*google::protobuf::GetEnumDescriptor<Enum>(), Unspecified::kInclude);
  values.front().clear();
  return values;
}

prometheus::Family<prometheus::Gauge>& gauge(prometheus::Registry& registry, const char* name,
                                             const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

}  // namespace

std::vector<std::string> values_of(v1::AreaClass) {
  return labels_of(*v1::AreaClass_descriptor(), Unspecified::kInclude);
}
std::vector<std::string> values_of(v1::CallSource) {
  return words_of<v1::CallSource>();
}
std::vector<std::string> values_of(v1::ClockKind) {
  return words_of<v1::ClockKind>();
}
std::vector<std::string> values_of(v1::ClockVerdict) {
  return words_of<v1::ClockVerdict>();
}
std::vector<std::string> values_of(v1::DutyRole) {
  return words_of<v1::DutyRole>();
}
std::vector<std::string> values_of(v1::Milestone) {
  return words_of<v1::Milestone>();
}
std::vector<std::string> values_of(v1::Priority) {
  return words_of<v1::Priority>();
}
std::vector<std::string> values_of(v1::Stage) {
  return words_of<v1::Stage>();
}
std::vector<std::string> values_of(v1::UnitStatus) {
  return words_of<v1::UnitStatus>();
}
std::vector<std::string> values_of(ArchiveTable) {
  return {"events", "incidents", "calls", "orders", "milestones", "clocks"};
}
std::vector<std::string> values_of(ConnectionRefusal) {
  return {"total", "address", "silent", "memory"};
}
std::vector<std::string> values_of(ConnectionState) {
  return {"open", "silent"};
}
std::vector<std::string> values_of(DeadlineFault) {
  return {"early", "twice"};
}
std::vector<std::string> values_of(EscalationLevel) {
  return {"", "1", "2", "3", "4+"};
}
std::vector<std::string> values_of(Loop) {
  return kLoops;
}
std::vector<std::string> values_of(RedisConnection) {
  return {"commands", "queries", "log"};
}
std::vector<std::string> values_of(ClockWitness) {
  return kWitnesses;
}
std::vector<std::string> values_of(RulesFile) {
  return kRules;
}
std::vector<std::string> values_of(Reload) {
  return {"taken_over", "refused"};
}

bool is_paged(v1::ClockKind clock) {
  return std::ranges::find(kPagedClocks, clock) != kPagedClocks.end();
}

std::string_view name_of(Loop loop) {
  return kLoops.at(static_cast<std::size_t>(loop));
}

const char* name_of(ClockWitness witness) {
  return kWitnesses.at(static_cast<std::size_t>(witness)).c_str();
}

const char* name_of(RulesFile file) {
  return kRules.at(static_cast<std::size_t>(file)).c_str();
}

struct Metrics::Others {
  explicit Others(prometheus::Registry& r)
      : rpc{prometheus::BuildCounter()
                .Name("turnout_rpc_requests_total")
                .Help("Finished RPCs by gRPC status code.")
                .Register(r),
            gauge(r, "turnout_rpc_in_flight", "RPCs that have begun and are not finished."),
            prometheus::BuildHistogram()
                .Name("turnout_rpc_duration_seconds")
                .Help("Time from the arrival of a unary RPC to its answer.")
                .Register(r),
            gauge(r, "turnout_rpc_stream_bound", "Streams of a method that may be open at once.")},
        station_turnouts(prometheus::BuildCounter()
                             .Name("turnout_station_turnouts_total")
                             .Help("Turnout clocks that ended, by station and whether in time.")
                             .Register(r)),
        open_incidents(gauge(r, "turnout_open_incidents",
                             "Incidents that are neither closed nor cancelled, by station.")),
        overdue_incidents(gauge(r, "turnout_overdue_incidents",
                                "Open incidents with a clock that runs past its deadline.")),
        overdue_clocks(
            gauge(r, "turnout_overdue_clocks",
                  "Clocks of open incidents past their deadline, of assign and turnout, by station.")),
        forgotten_incidents(
            gauge(r, "turnout_forgotten_incidents",
                  "Open incidents with a clock that runs past its deadline for more than 8 h, by station.")),
        incomplete_incidents(
            gauge(r, "turnout_incomplete_incidents", "Open incidents of which the log has lost events.")),
        unassigned_incidents(
            gauge(r, "turnout_unassigned_incidents", "Open incidents that need a unit and have none.")),
        incidents_at_risk(gauge(r, "turnout_incidents_at_risk",
                                "Open incidents with a clock expected to stop after its deadline.")),
        oldest_open(gauge(r, "turnout_oldest_open_incident_age_seconds",
                          "Service time since the oldest open incident began.")),
        oldest_overdue(gauge(r, "turnout_oldest_overdue_incident_age_seconds",
                             "Service time since the oldest deadline that a clock runs past.")),
        oldest_unassigned(
            gauge(r, "turnout_oldest_unassigned_incident_age_seconds",
                  "Service time since the oldest incident began that needs a unit and has none.")),
        keeper_round(gauge(r, "turnout_keeper_last_round_timestamp_seconds",
                           "Unix time of the deadline keeper's last check, by the host's clock.")),
        certificate_expiry(gauge(r, "turnout_certificate_expiry_timestamp_seconds",
                                 "Unix time at which the service's certificate expires; only with TLS.")),
        watchers(gauge(r, "turnout_watchers", "Open watch streams.").Add({})) {}

  std::string station_label(const std::string& id) const {
    const bool is_known = std::ranges::find(stations, id) != stations.end();
    return is_known ? id : kNoStation;
  }

  using Gauges = prometheus::Family<prometheus::Gauge>;
  // Of every station, also where there is none.
  void set_by_station(const std::map<std::string, std::size_t>& counts, Gauges& gauges) const {
    std::map<std::string, std::size_t> all;
    for (const std::string& station : stations) all[station] = 0;
    for (const auto& [station, count] : counts) all[station_label(station)] += count;
    for (const auto& [station, count] : all) {
      gauges.Add({{"station", station}}).Set(static_cast<double>(count));
    }
  }

  RpcFamilies rpc;
  prometheus::Family<prometheus::Counter>& station_turnouts;
  Gauges& open_incidents;
  Gauges& overdue_incidents;
  Gauges& overdue_clocks;
  Gauges& forgotten_incidents;
  Gauges& incomplete_incidents;
  Gauges& unassigned_incidents;
  Gauges& incidents_at_risk;
  Gauges& oldest_open;
  Gauges& oldest_overdue;
  Gauges& oldest_unassigned;
  Gauges& keeper_round;
  Gauges& certificate_expiry;
  prometheus::Gauge& watchers;
  std::vector<std::string> stations{kNoStation};
  std::mutex methods_mutex;
  std::map<std::string, CountedRpc, std::less<>> methods;
};

Metrics::Metrics(const BuildInfo& build)
    : registry_(std::make_shared<prometheus::Registry>()), others_(std::make_unique<Others>(*registry_)) {
  gauge(*registry_, "turnout_build_info", "Always 1; the labels name the service and its version.")
      .Add({{"service", build.service}, {"version", build.version}})
      .Set(1);
}

Metrics::~Metrics() = default;

void Metrics::set_stations(const std::vector<std::string>& ids) {
  others_->stations.assign(ids.begin(), ids.end());
  others_->stations.emplace_back(kNoStation);
  for (const std::string& station : others_->stations) {
    for (const std::string& outcome : kOutcomes) {
      others_->station_turnouts.Add({{"station", station}, {"outcome", outcome}});
    }
  }
}

RpcMetrics& Metrics::rpc(std::string_view method) {
  const std::lock_guard lock(others_->methods_mutex);
  auto found = others_->methods.find(method);
  if (found == others_->methods.end()) {
    const std::string name(method);
    found = others_->methods.try_emplace(name, others_->rpc, name).first;
  }
  return found->second;
}

void Metrics::station_turned_out(const std::string& station_id, StationTurnout outcome) {
  others_->station_turnouts
      .Add({{"station", others_->station_label(station_id)},
            {"outcome", kOutcomes.at(static_cast<std::size_t>(outcome))}})
      .Increment();
}

void Metrics::set_overdue_clocks(const OpenIncidents& incidents) {
  std::map<std::pair<v1::ClockKind, std::string>, std::size_t> counts;
  for (const v1::ClockKind clock : kPagedClocks) {
    for (const std::string& station : others_->stations) counts[{clock, station}] = 0;
  }
  for (const auto& [of, count] : incidents.overdue_clocks) {
    counts[{of.first, others_->station_label(of.second)}] += count;
  }
  for (const auto& [of, count] : counts) {
    others_->overdue_clocks.Add({{"clock", label_of(of.first)}, {"station", of.second}})
        .Set(static_cast<double>(count));
  }
}

void Metrics::set_open_incidents(const OpenIncidents& incidents) {
  others_->set_by_station(incidents.by_station, others_->open_incidents);
  others_->set_by_station(incidents.forgotten_by_station, others_->forgotten_incidents);
  others_->overdue_incidents.Add({}).Set(static_cast<double>(incidents.overdue));
  set_overdue_clocks(incidents);
  others_->incomplete_incidents.Add({}).Set(static_cast<double>(incidents.incomplete));
  others_->unassigned_incidents.Add({}).Set(static_cast<double>(incidents.unassigned));
  others_->oldest_open.Add({}).Set(incidents.oldest_age.count());
  others_->oldest_overdue.Add({}).Set(incidents.oldest_overdue_age.count());
  others_->oldest_unassigned.Add({}).Set(incidents.oldest_unassigned_age.count());
  for (int kind = 1; kind <= v1::ClockKind_MAX; ++kind) {
    const auto clock = static_cast<v1::ClockKind>(kind);
    const auto found = incidents.at_risk.find(clock);
    others_->incidents_at_risk.Add({{"clock", label_of(clock)}})
        .Set(found == incidents.at_risk.end() ? 0 : static_cast<double>(found->second));
  }
}

void Metrics::keeper_went_round() {
  others_->keeper_round.Add({}).SetToCurrentTime();
}

void Metrics::watcher_joined() {
  others_->watchers.Increment();
}

void Metrics::watcher_left() {
  others_->watchers.Decrement();
}

void Metrics::set_certificate_expiry(std::chrono::sys_seconds at) {
  others_->certificate_expiry.Add({}).Set(static_cast<double>(at.time_since_epoch().count()));
}

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(registry_->Collect());
}

}  // namespace turnout::telemetry
