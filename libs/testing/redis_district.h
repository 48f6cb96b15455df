// A district on a private Redis: its event store, which has the rights of a service unless a test needs an
// operator's; a runner for its commands; and an operator's connection. Programs that use it link
// turnout_event_store.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "event_store/redis_event_store.h"
#include "testing/command_runner.h"
#include "testing/private_redis.h"
#include "testing/redis_users.h"
#include "testing/run.h"

namespace turnout::testing {

struct RedisDistrict {
  enum class User { kService, kOperator };
  explicit RedisDistrict(User user = User::kService)
      : options(user == User::kService ? as_service(server, "d1") : operators_options()) {}

  redis::ConnectionOptions operators_options() const {
    redis::ConnectionOptions anybody;
    anybody.port = server.port();
    return anybody;
  }

  // Sends a command as an operator would with redis-cli.
  redis::Reply ask(std::vector<std::string> args) { return run(io, operators.command(std::move(args))); }

  std::vector<event_store::LoggedEvent> log() {
    return run(io, store.read_after(0, 1'000'000, std::chrono::milliseconds(0)));
  }

  // The text of Unavailable if the call throws it, else "it worked".
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
  const redis::ConnectionOptions options;  // of the store
  boost::asio::io_context io;
  telemetry::Metrics metrics{{.service = "test", .version = "test"}};
  redis::Connection operators{io, operators_options()};
  event_store::RedisEventStore store{io, options, "d1", metrics};
  CommandRunner runner{io, store, metrics};
};

}  // namespace turnout::testing
