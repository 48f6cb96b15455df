// The incidents that a loop has yet to evaluate: each once, however many events name it. An evaluation asks
// what is true by then; it takes nothing from the event that led to it, so nothing is lost with the process.
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
  explicit IncidentWorkQueue(boost::asio::io_context& io) : added_(io) {}

  void add(const std::string& incident_id);
  // Until there is something to evaluate at, or the time-out has passed.
  Awaitable<void> wait_for(std::chrono::nanoseconds timeout);
  // Evaluates one after the other until none is left. One whose evaluation throws stays, and the exception goes
  // on.
  Awaitable<void> drain(std::function<Awaitable<void>(std::string)> evaluate);

 private:
  std::set<std::string> incident_ids_;
  runtime::Wakeup added_;
};

}  // namespace turnout::dispatch
