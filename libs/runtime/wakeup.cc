#include "runtime/wakeup.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

namespace turnout::runtime {

Wakeup::Wakeup(boost::asio::io_context& io) : timer_(io) {}

void Wakeup::wake() {
  woken_ = true;
  timer_.cancel();
}

Awaitable<bool> Wakeup::wait_for(std::chrono::nanoseconds timeout) {
  timer_.expires_after(timeout);
  return wait_for_timer();
}

Awaitable<void> Wakeup::wait() {
  timer_.expires_at(std::chrono::steady_clock::time_point::max());
  co_await wait_for_timer();
}

Awaitable<bool> Wakeup::wait_for_timer() {
  boost::system::error_code error;
  if (!woken_) co_await timer_.async_wait(redirect_error(boost::asio::use_awaitable, error));
  // A timer that expired in the same turn as the wake-up counts as woken.
  if (std::exchange(woken_, false)) co_return true;
  if (error) throw boost::system::system_error(error);
  co_return false;
}

}  // namespace turnout::runtime
