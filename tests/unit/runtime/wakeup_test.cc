#include "runtime/wakeup.h"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/system/system_error.hpp>

#include "testing/run.h"

namespace turnout::runtime {
namespace {

using namespace std::chrono_literals;
using testing::run;
using testing::start;

TEST(Wakeup, WakesTheWaitingCoroutineBeforeItsTimeOut) {
  boost::asio::io_context io;
  Wakeup wakeup(io);
  auto woken = start(io, wakeup.wait_for(1h));
  io.poll();
  wakeup.wake();
  EXPECT_TRUE(run(io, std::move(woken)));
}

TEST(Wakeup, EndsTheNextWaitAtOnceWhenNobodyWaited) {
  boost::asio::io_context io;
  Wakeup wakeup(io);
  wakeup.wake();
  EXPECT_TRUE(run(io, wakeup.wait_for(1h)));
}

TEST(Wakeup, IsUsedUpByOneWait) {
  boost::asio::io_context io;
  Wakeup wakeup(io);
  wakeup.wake();
  run(io, wakeup.wait());
  EXPECT_FALSE(run(io, wakeup.wait_for(1ms)));
}

TEST(Wakeup, TellsATimeOutFromAWakeUp) {
  boost::asio::io_context io;
  Wakeup wakeup(io);
  EXPECT_FALSE(run(io, wakeup.wait_for(1ms)));
}

TEST(Wakeup, ThrowsIntoACoroutineThatIsCancelled) {
  boost::asio::io_context io;
  Wakeup wakeup(io);
  boost::asio::cancellation_signal cancel;
  std::exception_ptr failure;
  const auto finished = [&failure](std::exception_ptr error, bool) { failure = error; };
  co_spawn(io, wakeup.wait_for(1h), boost::asio::bind_cancellation_slot(cancel.slot(), finished));
  io.poll();
  cancel.emit(boost::asio::cancellation_type::terminal);
  testing::run_until(io, [&failure] { return failure != nullptr; });
  EXPECT_THROW(std::rethrow_exception(failure), boost::system::system_error);
}

}  // namespace
}  // namespace turnout::runtime
