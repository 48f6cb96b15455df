#include "runtime/permits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <vector>

namespace turnout::runtime {
namespace {

struct PermitsTest : ::testing::Test {
  Awaitable<void> work(int number) {
    Permits::Permit permit(permits);
    co_await permit.acquire();
    begun.push_back(number);
    most = std::max(most, ++at_once);
    co_await go_on[static_cast<std::size_t>(number)].wait();
    --at_once;
  }
  void start(int number) {
    boost::asio::co_spawn(io, work(number),
                          boost::asio::bind_cancellation_slot(stop[static_cast<std::size_t>(number)].slot(),
                                                              boost::asio::detached));
  }
  void settle() {
    io.restart();
    io.run_for(std::chrono::milliseconds(5));
  }
  void end(int number) {
    go_on[static_cast<std::size_t>(number)].wake();
    settle();
  }

  boost::asio::io_context io;
  Permits permits{io, 2};
  std::array<Wakeup, 4> go_on{Wakeup(io), Wakeup(io), Wakeup(io), Wakeup(io)};
  std::array<boost::asio::cancellation_signal, 4> stop;
  std::vector<int> begun;
  int at_once = 0;
  int most = 0;
};

TEST_F(PermitsTest, HoldsTheOthersBackUntilOneIsGivenBackAndKeepsTheirOrder) {
  for (int number = 0; number < 4; ++number) start(number);
  settle();
  EXPECT_EQ(begun, (std::vector{0, 1}));
  end(1);
  EXPECT_EQ(begun, (std::vector{0, 1, 2}));
  end(0);
  EXPECT_EQ(begun, (std::vector{0, 1, 2, 3}));
  EXPECT_EQ(most, 2);
  end(2);
  end(3);
  EXPECT_EQ(at_once, 0);
}

TEST_F(PermitsTest, OneThatIsCancelledWhileItWaitsTakesNone) {
  for (int number = 0; number < 4; ++number) start(number);
  settle();
  stop[2].emit(boost::asio::cancellation_type::terminal);
  settle();
  end(0);
  EXPECT_EQ(begun, (std::vector{0, 1, 3}));
  end(1);
  end(3);
}

TEST_F(PermitsTest, OneThatIsCancelledWithAPermitGivesItBack) {
  for (int number = 0; number < 3; ++number) start(number);
  settle();
  stop[0].emit(boost::asio::cancellation_type::terminal);
  settle();
  EXPECT_EQ(begun, (std::vector{0, 1, 2}));
  end(1);
  end(2);
}

}  // namespace
}  // namespace turnout::runtime
