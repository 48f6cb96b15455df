#include "event_store/command_queue.h"

#include <gmock/gmock.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/system/system_error.hpp>
#include <map>
#include <memory>
#include <vector>

#include "runtime/errors.h"
#include "runtime/wakeup.h"
#include "testing/run.h"

namespace turnout::event_store {
namespace {

using ::testing::ElementsAre;

struct CommandQueueTest : ::testing::Test {
  // Starts a command that stays in its turn until it is ended.
  std::future<void> start(const std::string& key, const std::string& name) {
    return testing::start(io, command(this, key, name));
  }
  void end(const std::string& name) {
    may_end.at(name).wake();
    settle();
  }
  void settle() {
    if (io.stopped()) io.restart();
    io.poll();
  }

  static Awaitable<void> command(CommandQueueTest* test, std::string key, std::string name) {
    runtime::Wakeup& end = test->may_end.try_emplace(name, test->io).first->second;
    const auto turn = co_await test->queue->enter(key);
    test->begun.push_back(name);
    co_await end.wait();
  }

  boost::asio::io_context io;
  std::map<std::string, runtime::Wakeup> may_end;
  std::vector<std::string> begun;
  std::unique_ptr<CommandQueue> queue = std::make_unique<CommandQueue>(io, 2);
};

TEST_F(CommandQueueTest, LetsCommandsOnOneAggregateInOneAfterAnotherAsTheyCame) {
  auto first = start("a", "first");
  auto second = start("a", "second");
  auto third = start("a", "third");
  settle();
  EXPECT_THAT(begun, ElementsAre("first"));
  EXPECT_EQ(queue->waiting(), 2U);
  end("first");
  EXPECT_THAT(begun, ElementsAre("first", "second"));
  end("second");
  end("third");
  EXPECT_EQ(queue->waiting(), 0U);
  EXPECT_THAT(begun, ElementsAre("first", "second", "third"));
  auto fourth = start("a", "fourth");  // nobody is in line any more
  settle();
  EXPECT_EQ(begun.back(), "fourth");
  end("fourth");
}

TEST_F(CommandQueueTest, CommandsOnDifferentAggregatesDoNotWaitForEachOther) {
  auto first = start("a", "first");
  auto second = start("b", "second");
  settle();
  EXPECT_THAT(begun, ElementsAre("first", "second"));
  end("first");
  end("second");
}

TEST_F(CommandQueueTest, TurnsAwayWhoWouldMakeTheLineTooLong) {
  auto first = start("a", "first");
  auto second = start("a", "second");
  auto third = start("a", "third");
  EXPECT_THROW(testing::run(io, start("a", "fourth")), runtime::Conflict);
  end("first");
  auto fifth = start("a", "fifth");
  settle();
  for (const char* name : {"second", "third", "fifth"}) end(name);
  EXPECT_THAT(begun, ElementsAre("first", "second", "third", "fifth"));
}

TEST_F(CommandQueueTest, WhoIsCancelledLeavesTheLine) {
  auto first = start("a", "first");
  boost::asio::cancellation_signal cancel;
  auto second =
      boost::asio::co_spawn(io, command(this, "a", "second"),
                            boost::asio::bind_cancellation_slot(cancel.slot(), boost::asio::use_future));
  auto third = start("a", "third");
  settle();
  cancel.emit(boost::asio::cancellation_type::terminal);
  EXPECT_THROW(testing::run(io, std::move(second)), boost::system::system_error);
  end("first");
  EXPECT_THAT(begun, ElementsAre("first", "third"));
  end("third");
}

TEST_F(CommandQueueTest, WhoIsCancelledInItsTurnPassesItOn) {
  boost::asio::cancellation_signal cancel;
  auto first =
      boost::asio::co_spawn(io, command(this, "a", "first"),
                            boost::asio::bind_cancellation_slot(cancel.slot(), boost::asio::use_future));
  auto second = start("a", "second");
  settle();
  cancel.emit(boost::asio::cancellation_type::terminal);
  EXPECT_THROW(testing::run(io, std::move(first)), boost::system::system_error);
  settle();
  EXPECT_THAT(begun, ElementsAre("first", "second"));
  end("second");
}

// What still runs when a service ends is destroyed with its io_context, after the queue.
TEST_F(CommandQueueTest, MayEndBeforeTheCommandsInIt) {
  auto first = start("a", "first");
  auto second = start("a", "second");
  auto third = start("a", "third");
  settle();
  queue.reset();
  EXPECT_THAT(begun, ElementsAre("first"));
}

}  // namespace
}  // namespace turnout::event_store
