#include "commit_load.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <future>
#include <stdexcept>

#include "domain/report_incident.h"
#include "event_store/redis_event_store.h"
#include "event_store/redis_schema.h"
#include "sample_report.h"
#include "testing/given_when_then.h"
#include "testing/run.h"

namespace turnout::bench {
namespace {

using RedisCommand = std::vector<std::string>;

const std::string kLoadDistrict = "bench";
const std::string kSampleId = incident_id(0, 0);

redis::ConnectionOptions options(std::uint16_t port) {
  redis::ConnectionOptions options;
  options.port = port;
  return options;
}

// What a service would send to commit the sample report.
RedisCommand sample_commit(const event_store::RedisKeys& keys) {
  domain::Aggregates nothing;
  nothing.incident.set_id(kSampleId);
  v1::ReportIncidentRequest report = sample_report();
  report.set_incident_id(kSampleId);
  const v1::Policy policy = testing::default_policy();
  const v1::Roster roster = testing::default_roster();
  const domain::Jurisdiction jurisdiction{"chengguan", v1::STATION_BASIS_POLYGON, v1::AREA_CLASS_URBAN};
  const domain::Context context{.now_ms = wall_now_ms(),
                                .policy = policy,
                                .roster = roster,
                                .jurisdiction = jurisdiction,
                                .meta = domain::request_meta_of(report, kFingerprintSecret)};
  return event_store::commit_command(
      keys, domain::change_of(nothing, domain::decide(nothing, report, context).value()));
}

// The commit of another incident. Events and snapshots keep the sample's id: Redis does not parse them.
RedisCommand commit_of(RedisCommand sample, const event_store::RedisKeys& keys, const std::string& id) {
  std::ranges::replace(sample, kSampleId, id);
  std::ranges::replace(sample, keys.aggregate(v1::AGGREGATE_KIND_INCIDENT, kSampleId),
                       keys.aggregate(v1::AGGREGATE_KIND_INCIDENT, id));
  return sample;
}

// The parts outlive the coroutine.
Awaitable<void> fly(redis::Connection& connection, const RedisCommand& sample, std::size_t flight, Log& log) {
  const event_store::RedisKeys keys(kLoadDistrict);
  bool goes_on = true;
  for (std::size_t number = 0; goes_on; ++number) {
    RedisCommand command = commit_of(sample, keys, incident_id(flight, number));
    const Instant begun = std::chrono::steady_clock::now();
    const redis::Reply reply = co_await connection.command(std::move(command));
    if (reply.as_array().at(0).as_integer() != 1) throw std::runtime_error("commit conflict");
    goes_on = log.add(begun);
  }
}

}  // namespace

Measured commit(std::uint16_t port, std::size_t in_flight, std::chrono::milliseconds length) {
  boost::asio::io_context io{1};
  telemetry::Metrics metrics({.service = "bench", .version = "bench"});
  event_store::RedisEventStore store(io, options(port), kLoadDistrict, metrics);
  testing::run(io, store.start());  // loads the function library
  redis::Connection connection(io, options(port));
  const RedisCommand sample = sample_commit(event_store::RedisKeys(kLoadDistrict));

  const Window window = Window::of(length);
  std::vector<Log> logs(in_flight, Log(window));
  std::vector<std::future<void>> flights;
  for (std::size_t flight = 0; flight < in_flight; ++flight) {
    flights.push_back(testing::start(io, fly(connection, sample, flight, logs[flight])));
  }
  io.run_until(window.end);
  for (std::future<void>& flight : flights) testing::run(io, std::move(flight));
  return merge(window, std::move(logs));
}

}  // namespace turnout::bench
