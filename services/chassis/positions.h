// The last position of each unit of the district, reported to this or any other process.
//
// Positions are not events and are not stored. A process that starts knows none until units report again. Every
// 200 ms the newest positions reported to this process are published to the others in one message. While Redis
// cannot be reached, the newest position of each unit waits.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "domain/last_positions.h"
#include "redis/connection.h"
#include "redis/subscription.h"
#include "runtime/wakeup.h"
#include "telemetry/metrics.h"

namespace turnout::chassis {

class Positions {
 public:
  Positions(boost::asio::io_context& io, const redis::ConnectionOptions& redis, const std::string& district,
            telemetry::Metrics& metrics);

  // Begins to receive the positions that other processes publish.
  void listen();
  // Publishes the positions reported to this process, until cancelled.
  Awaitable<void> publish();
  // Ends the connections, so that io_context::run can return.
  void close();

  // Takes a terminal's report of its position, received now. Keeps one report per unit; the caller must make sure that the unit
  // exists.
  domain::FixQuality take(const v1::Fix& report, std::int64_t now_ms);

  const domain::LastPositions& last() const { return last_; }

  // Called with every report that is kept.
  void on_move(std::function<void(const v1::Fix&)> listener) { listeners_.push_back(std::move(listener)); }

 private:
  const v1::Fix& last_of(const std::string& unit_id) const;
  void keep(v1::Fix fix);
  void receive(const std::string& message);
  Awaitable<void> publish_changes();

  boost::asio::io_context& io_;
  telemetry::Metrics& metrics_;
  std::string channel_;
  redis::Connection commands_;
  redis::Subscription subscription_;
  domain::LastPositions last_;
  std::set<std::string> changed_;  // units that have moved since the last message
  runtime::Wakeup moved_;
  std::vector<std::function<void(const v1::Fix&)>> listeners_;
};

}  // namespace turnout::chassis
