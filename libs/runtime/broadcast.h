// A place where many coroutines sleep until something has changed: real, monotonic time.
//
// Not thread-safe: everything happens on the io_context's thread. Check the condition, then wait, without
// another co_await in between: then no wake-up is missed.
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

  // Every coroutine that waits now goes on in a later turn of the io_context.
  void wake_all();

  // True when woken, false when the time-out passed first. A coroutine that is cancelled meanwhile gets
  // boost::system::system_error (operation_aborted).
  Awaitable<bool> wait_for(std::chrono::nanoseconds timeout);

 private:
  struct Sleeper;

  boost::asio::io_context& io_;
  std::list<Sleeper*> sleepers_;
};

}  // namespace turnout::runtime
