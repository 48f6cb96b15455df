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
    options.port = server_.port();
    return options;
  }

  ConnectionObserver observer() {
    return {.connected = [this](bool again) { ++(again ? reconnected_ : connected_); },
            .lost = [this](const std::string& why) { lost_.push_back(why); },
            .not_made = [this](const std::string& why) { not_made_.push_back(why); }};
  }

  Reply ask(Connection& connection, std::vector<std::string> args) {
    return testing::run(io_, connection.command(std::move(args)));
  }

  // Starts the same command many times in one turn.
  std::vector<std::future<Reply>> start_many(Connection& connection, std::size_t count,
                                             const std::vector<std::string>& args) {
    std::vector<std::future<Reply>> replies(count);
    for (auto& each : replies) each = testing::start(io_, connection.command(args));
    return replies;
  }

  // The message of the Unavailable that the command ends with.
  std::string unavailable(Connection& connection, std::vector<std::string> args) {
    return unavailable(testing::start(io_, connection.command(std::move(args))));
  }
  std::string unavailable(std::future<Reply> reply) {
    try {
      return "answered with " + testing::run(io_, std::move(reply)).description();
    } catch (const Unavailable& error) {
      return error.what();
    }
  }

  // A line of INFO, as seen by another connection.
  std::int64_t info(const std::string& name) {
    Connection other(io_, options());
    const std::string text = ask(other, args("INFO")).as_string();
    return std::stoll(text.substr(text.find("\n" + name + ":") + name.size() + 2));
  }

  testing::PrivateRedis server_;
  boost::asio::io_context io_;
  int connected_ = 0;
  int reconnected_ = 0;
  std::vector<std::string> lost_;
  std::vector<std::string> not_made_;
};

}  // namespace turnout::redis
