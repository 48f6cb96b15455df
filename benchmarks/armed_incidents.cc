#include "armed_incidents.h"

#include <chrono>
#include <stdexcept>
#include <utility>

#include "domain/report_incident.h"
#include "runtime/parallel.h"
#include "sample_report.h"
#include "turnout/v1/policy.pb.h"
#include "turnout/v1/roster.pb.h"

namespace turnout::bench {
namespace {

constexpr std::size_t kInFlight = 1'024;
constexpr std::size_t kShownEvery = 1'000;
constexpr std::int64_t kLimitMs = std::chrono::milliseconds(std::chrono::hours(24)).count();

v1::Policy turnout_within_a_day() {
  v1::Policy policy;
  policy.set_version("bench");
  v1::LimitRule& rule = *policy.add_limits();
  rule.set_kind(v1::CLOCK_KIND_TURNOUT);
  rule.set_limit_ms(kLimitMs);
  return policy;
}

struct Load {
  event_store::EventStore& store;
  ArmedIncidents incidents;
  std::function<void(std::size_t)> progress;
  v1::Policy policy = turnout_within_a_day();
  v1::Roster nobody = {};
  v1::ReportIncidentRequest report = sample_report();
  std::size_t armed = 0;

  domain::Change change(std::size_t nth) {
    domain::Aggregates nothing;
    nothing.incident.set_id(incidents.id(nth));
    report.set_incident_id(nothing.incident.id());
    report.mutable_call()->set_answered_at_ms(incidents.due_at_ms(nth) - kLimitMs);
    const domain::Jurisdiction jurisdiction{"chengguan", v1::STATION_BASIS_POLYGON, v1::AREA_CLASS_URBAN};
    const domain::Context context{.now_ms = wall_now_ms(),
                                  .policy = policy,
                                  .roster = nobody,
                                  .jurisdiction = jurisdiction,
                                  .meta = domain::request_meta_of(report, kFingerprintSecret)};
    return domain::change_of(nothing, domain::decide(nothing, report, context).value());
  }

  static Awaitable<void> commit(Load* load, std::size_t nth) {
    const domain::Change change = load->change(nth);
    const bool committed = co_await load->store.commit(change);
    if (!committed) throw std::runtime_error("commit conflict: the incident exists already");
    if (++load->armed % kShownEvery == 0) load->progress(load->armed);
  }
};

}  // namespace

Awaitable<void> arm(boost::asio::io_context& io, event_store::EventStore& store, ArmedIncidents incidents,
                    std::function<void(std::size_t)> progress) {
  Load load{store, std::move(incidents), std::move(progress)};
  const std::size_t count = load.incidents.count;
  std::function<Awaitable<void>(std::size_t)> commit = [&load](std::size_t nth) {
    return Load::commit(&load, nth);
  };
  co_await runtime::in_parallel(io, count, kInFlight, std::move(commit));
}

}  // namespace turnout::bench
