// Ends the process when it no longer serves, so that its supervisor starts it again; tells by the health check whether it is ready.
#pragma once

#include <boost/asio/io_context.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "event_store/log_follower.h"
#include "rpc/server.h"

namespace turnout::chassis {

inline constexpr int kNotServedExitCode = 4;

// From construction to destruction, every 3 s, on a thread of its own: opens a connection to the process' own port, and sees
// that its handlers' thread runs. If either fails three times in a row the process logs it and ends at once with
// kNotServedExitCode, after at most 18 s. A port that has never answered is not counted. Tells systemd of every success
// (WatchdogSec=). The service is ready while the view has been complete within the last 5 s: while Redis is away the process
// lives, answers reads and is not ready.
class Watchdog {
 public:
  Watchdog(rpc::Server& server, boost::asio::io_context& io, const event_store::LogFollower& follower);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  void run();
  bool waits_for_next_round();
  bool port_answers();
  bool handlers_run();
  void tell_readiness();

  rpc::Server& server_;
  boost::asio::io_context& io_;
  const event_store::LogFollower& follower_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ends_ = false;
  bool ready_ = true;
  bool has_answered_ = false;
  std::thread thread_;
};

}  // namespace turnout::chassis
