// A district on a Redis of its own: its event store, a desk for its commands, and an operator's connection.
// Programs that use it link turnout_event_store.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "event_store/redis_event_store.h"
#include "testing/desk.h"
#include "testing/private_redis.h"
#include "testing/run.h"

namespace turnout::testing {

struct RedisDistrict {
  redis::ConnectionOptions options() const {
    redis::ConnectionOptions options;
    options.port = server.port();
    return options;
  }

  // As an operator at redis-cli.
  redis::Reply ask(std::vector<std::string> args) { return run(io, operators.command(std::move(args))); }

  std::vector<event_store::LoggedEvent> log() {
    return run(io, store.read_after(0, 1'000'000, std::chrono::milliseconds(0)));
  }

  // The reason with which a call ends as Unavailable, or "it worked".
  template <class T>
  std::string unavailable(Awaitable<T> work) {
    try {
      run(io, std::move(work));
    } catch (const runtime::Unavailable& error) {
      return error.what();
    }
    return "it worked";
  }

  PrivateRedis server;
  boost::asio::io_context io;
  telemetry::Metrics metrics{{.service = "test", .version = "test"}};
  redis::Connection operators{io, options()};
  event_store::RedisEventStore store{io, options(), "d1", metrics};
  Desk desk{io, store, metrics};
};

}  // namespace turnout::testing
