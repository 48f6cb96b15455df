// A connection to a private Redis, with everything its observer was told.
#pragma once

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <string>
#include <utility>
#include <vector>

#include "redis/connection.h"
#include "testing/private_redis.h"
#include "testing/run.h"

namespace turnout::redis {

class ConnectionTest : public ::testing::Test {
 protected:
  ConnectionOptions options() const {
    ConnectionOptions options;
    options.port = server.port();
    return options;
  }

  ConnectionObserver observer() {
    return {.connected = [this](bool again) { ++(again ? reconnected : connected); },
            .lost = [this](const std::string& why) { lost.push_back(why); },
            .not_made = [this](const std::string& why) { not_made.push_back(why); }};
  }

  Reply ask(Connection& connection, std::vector<std::string> args) {
    return testing::run(io, connection.command(std::move(args)));
  }

  // The message of the Unavailable that the command ends with.
  std::string unavailable(Connection& connection, std::vector<std::string> args) {
    return unavailable(testing::start(io, connection.command(std::move(args))));
  }
  std::string unavailable(std::future<Reply> reply) {
    try {
      return "answered with " + testing::run(io, std::move(reply)).description();
    } catch (const Unavailable& error) {
      return error.what();
    }
  }

  // A line of INFO, as seen by another connection.
  std::int64_t info(const std::string& name) {
    Connection other(io, options());
    const std::string text = ask(other, args("INFO")).as_string();
    return std::stoll(text.substr(text.find("\n" + name + ":") + name.size() + 2));
  }

  testing::PrivateRedis server;
  boost::asio::io_context io;
  int connected = 0;
  int reconnected = 0;
  std::vector<std::string> lost;
  std::vector<std::string> not_made;
};

}  // namespace turnout::redis
