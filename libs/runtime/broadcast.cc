#include "runtime/broadcast.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace turnout::runtime {

struct Broadcast::Sleeper {
  explicit Sleeper(boost::asio::io_context& io) : timer(io) {}
  boost::asio::steady_timer timer;
  bool woken = false;
};

void Broadcast::wake_all() {
  for (Sleeper* sleeper : sleepers_) {
    sleeper->woken = true;
    sleeper->timer.cancel();
  }
  sleepers_.clear();
}

Awaitable<bool> Broadcast::wait_for(std::chrono::nanoseconds timeout) {
  Sleeper sleeper(io_);
  sleeper.timer.expires_after(timeout);
  sleepers_.push_back(&sleeper);
  boost::system::error_code error;
  co_await sleeper.timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, error));
  if (sleeper.woken) co_return true;
  sleepers_.remove(&sleeper);
  if (error) throw boost::system::system_error(error);
  co_return false;
}

}  // namespace turnout::runtime
