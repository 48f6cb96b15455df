// Catches SIGINT and SIGTERM for a program that works in a loop. From construction on they do not end the process.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>

namespace turnout::replay {

// Not thread-safe.
class StopSignal {
 public:
  StopSignal() {
    signals_.async_wait([this](const boost::system::error_code& error, int) { received_ = !error; });
  }

  bool received() {
    io_.poll();
    return received_;
  }

 private:
  boost::asio::io_context io_{1};
  boost::asio::signal_set signals_{io_, SIGINT, SIGTERM};
  bool received_ = false;
};

}  // namespace turnout::replay
