// A district on a private Redis (`appendfsync always`), with its event store on an io_context that only this program runs.
#pragma once

#include <boost/asio/io_context.hpp>
#include <string>

#include "event_store/redis_event_store.h"
#include "sample_report.h"
#include "telemetry/metrics.h"
#include "testing/private_redis.h"
#include "testing/run.h"

namespace turnout::bench {

struct BenchDistrict {
  BenchDistrict() { testing::run(io, store.start()); }

  static redis::ConnectionOptions at(std::uint16_t port) {
    redis::ConnectionOptions options;
    options.port = port;
    return options;
  }

  testing::PrivateRedis redis;
  boost::asio::io_context io{1};
  telemetry::Metrics metrics{{.service = "bench", .version = "bench"}};
  event_store::RedisEventStore store{io, at(redis.port()), kDistrict, metrics};
};

}  // namespace turnout::bench
