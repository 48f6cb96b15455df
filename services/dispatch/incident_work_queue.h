// The incidents that a loop has yet to evaluate: each once, regardless of how many events name it. An evaluation reads
// the current state and needs no data of the event that caused it, so nothing is lost when the process ends.
//
// Holds open incidents only, and is bounded by their number. Not thread-safe: everything happens on the
// io_context's thread.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "runtime/awaitable.h"
#include "runtime/wakeup.h"

namespace turnout::dispatch {

class IncidentWorkQueue {
 public:
  explicit IncidentWorkQueue(boost::asio::io_context& io) : io_(io), added_(io) {}

  void add(const std::string& incident_id);
  // Waits until the queue is not empty or the time-out has passed.
  Awaitable<void> wait_for(std::chrono::nanoseconds timeout);
  // Evaluates the incidents one after another until none is left. If an evaluation throws, the incident stays in the
  // queue and the exception is rethrown.
  Awaitable<void> drain(std::function<Awaitable<void>(std::string)> evaluate);

 private:
  boost::asio::io_context& io_;
  std::set<std::string> incident_ids_;
  runtime::Wakeup added_;
};

}  // namespace turnout::dispatch
