#include "commit_load.h"

#include <algorithm>
#include <future>
#include <stdexcept>

#include "bench_district.h"
#include "event_store/redis_schema.h"
#include "fill.h"

namespace turnout::bench {
namespace {

using RedisCommand = std::vector<std::string>;

const std::string kSampleId = incident_id(0, 0);

// What a service would send to commit the sample report.
RedisCommand sample_commit(const event_store::RedisKeys& keys) {
  v1::ReportIncidentRequest report = sample_report();
  report.set_incident_id(kSampleId);
  const v1::Policy policy = testing::default_policy();
  return event_store::commit_command(
      keys, History(no_incident(kSampleId), policy).run(report, wall_now_ms()).change());
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
  const event_store::RedisKeys keys(kDistrict);
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

Measured commit(std::size_t in_flight, std::chrono::milliseconds length) {
  BenchDistrict district;
  boost::asio::io_context& io = district.io;
  redis::Connection connection(io, BenchDistrict::at(district.redis.port()));
  const RedisCommand sample = sample_commit(event_store::RedisKeys(kDistrict));

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
