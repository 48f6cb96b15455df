// Where the units of the district are: the last position last_positions of each, here or by any other
// service.
//
// Positions are no events: nothing is stored. A service that starts knows none until units report again. What
// is last_positions here is published the others in one message every 200 ms, of each unit its newest; while
// Redis is away the newest wait.
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

  // Begins to receive what other services are published.
  void listen();
  // Tells the others what is last_positions here, until cancelled.
  Awaitable<void> publish();
  // Ends the connections, so that io_context::run can return.
  void close();

  // What a terminal said; false if something newer is known of its unit. Keeps one position a unit: the
  // caller sees to it that the unit exists.
  bool take(v1::Fix fix);

  const domain::LastPositions& last() const { return last_; }

  // Called with every position that is kept.
  void on_move(std::function<void(const v1::Fix&)> listener) { listeners_.push_back(std::move(listener)); }

 private:
  std::int64_t last_at_ms(const v1::Fix& fix) const;
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
