// One coroutine waits here until it is woken or a time-out passes. Time-outs are real, monotonic time.
//
// Not thread-safe: everything happens on the io_context's thread. At most one coroutine waits at a time.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>

#include "runtime/awaitable.h"

namespace turnout::runtime {

class Wakeup {
 public:
  explicit Wakeup(boost::asio::io_context& io);

  // The waiting coroutine continues in a later turn of the io_context. If none waits, the next wait ends at once.
  void wake();

  // True when woken, false when the time-out passed first. A coroutine that is cancelled while it waits gets
  // boost::system::system_error (operation_aborted).
  Awaitable<bool> wait_for(std::chrono::nanoseconds timeout);

  // The same without a time-out.
  Awaitable<void> wait();

 private:
  Awaitable<bool> wait_for_timer();

  boost::asio::steady_timer timer_;
  bool woken_ = false;
};

}  // namespace turnout::runtime
