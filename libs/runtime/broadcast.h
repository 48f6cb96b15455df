// Many coroutines wait here until something has changed. Time-outs are real, monotonic time.
//
// Not thread-safe: everything happens on the io_context's thread. Check the condition, then wait, with no
// co_await in between; otherwise a wake-up can be missed.
#pragma once

#include <chrono>
#include <list>

#include "runtime/awaitable.h"

namespace boost::asio {
class io_context;
}

namespace turnout::runtime {

class Broadcast {
 public:
  explicit Broadcast(boost::asio::io_context& io) : io_(io) {}

  // Every coroutine that is waiting now continues in a later turn of the io_context.
  void wake_all();

  // True when woken, false when the time-out passed first. A coroutine that is cancelled while it waits gets
  // boost::system::system_error (operation_aborted).
  Awaitable<bool> wait_for(std::chrono::nanoseconds timeout);

 private:
  struct Sleeper;

  boost::asio::io_context& io_;
  std::list<Sleeper*> sleepers_;
};

}  // namespace turnout::runtime
