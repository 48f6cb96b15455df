#include "redis/connection.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/system/system_error.hpp>
#include <fstream>
#include <numeric>
#include <stdexcept>

#include "connection_fixture.h"

namespace turnout::redis {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace std::chrono_literals;
using testing::run;
using testing::run_until;
using testing::start;

TEST_F(ConnectionTest, SendsACommandAndReturnsItsReply) {
  Connection connection(io_, options());
  EXPECT_FALSE(connection.is_ready());
  EXPECT_EQ(ask(connection, args("SET", "version", 41)).as_string(), "OK");
  EXPECT_EQ(ask(connection, args("INCR", "version")).as_integer(), 42);
  EXPECT_EQ(ask(connection, args("GET", "version")).as_decimal(), 42);
  EXPECT_TRUE(ask(connection, args("GET", "nothing")).is_nil());
  EXPECT_TRUE(connection.is_ready());
}

TEST_F(ConnectionTest, CarriesAnyBytes) {
  Connection connection(io_, options());
  std::string bytes(256, '\0');
  std::iota(bytes.begin(), bytes.end(), static_cast<char>(0));
  ask(connection, args("SET", bytes, bytes + "报警\r\n"));
  EXPECT_EQ(ask(connection, args("GET", bytes)).as_string(), bytes + "报警\r\n");
}

TEST_F(ConnectionTest, CarriesAValueThatTakesManyWritesAndReads) {
  Connection connection(io_, options());
  const std::string value(16 << 20, 'x');
  ask(connection, args("SET", "big", value));
  EXPECT_EQ(ask(connection, args("GET", "big")).as_string(), value);
}

TEST_F(ConnectionTest, ReturnsNestedArraysWithTheErrorsInThem) {
  Connection connection(io_, options());
  ask(connection, args("MULTI"));
  ask(connection, args("RPUSH", "list", "a", "b"));
  ask(connection, args("LRANGE", "list", 0, -1));
  ask(connection, args("INCR", "list"));
  const Reply reply = ask(connection, args("EXEC"));
  const auto& replies = reply.as_array_of(3);
  EXPECT_EQ(replies[0].as_integer(), 2);
  EXPECT_EQ(replies[1].as_array_of(2)[1].as_string(), "b");
  EXPECT_THAT(replies[2].as_error(), StartsWith("WRONGTYPE"));
}

TEST_F(ConnectionTest, AnswersEachOfManyConcurrentCommandsWithItsOwnReply) {
  Connection connection(io_, options());
  std::vector<std::future<Reply>> replies = start_many(connection, 2'000, args("INCR", "count"));
  std::int64_t count = 0;
  for (auto& each : replies) EXPECT_EQ(run(io_, std::move(each)).as_integer(), ++count);
}

// How often this process has called write().
std::int64_t write_calls() {
  std::ifstream file("/proc/self/io");
  std::string name;
  std::int64_t count = 0;
  while (file >> name >> count) {
    if (name == "syscw:") return count;
  }
  throw std::runtime_error("the kernel does not count write calls");
}

TEST_F(ConnectionTest, SendsTheCommandsOfOneTurnInOneWrite) {
  Connection connection(io_, options());
  ask(connection, args("PING"));
  const std::int64_t before = write_calls();
  for (auto& each : start_many(connection, 100, args("INCR", "count"))) run(io_, std::move(each));
  const std::int64_t together = write_calls();
  for (int i = 0; i < 100; ++i) ask(connection, args("INCR", "count"));
  // UBSan probes memory with a few writes of its own.
  EXPECT_LE(together - before, 10);
  EXPECT_GE(write_calls() - together, 100);
}

TEST_F(ConnectionTest, ThrowsAnErrorReply) {
  Connection connection(io_, options());
  ask(connection, args("SET", "text", "x"));
  EXPECT_THROW(ask(connection, args("INCR", "text")), CommandError);
  EXPECT_THROW(ask(connection, args("NO-SUCH-COMMAND")), CommandError);
  EXPECT_EQ(ask(connection, args("GET", "text")).as_string(), "x");
}

TEST_F(ConnectionTest, IsUnavailableWhileTheServerRefusesWrites) {
  Connection connection(io_, options());
  ask(connection, args("CONFIG", "SET", "min-replicas-to-write", 1));
  EXPECT_THAT(unavailable(connection, args("SET", "a", "b")), HasSubstr(": NOREPLICAS "));
  ask(connection, args("CONFIG", "SET", "min-replicas-to-write", 0, "maxmemory", 1));
  EXPECT_THAT(unavailable(connection, args("SET", "a", "b")), HasSubstr(": OOM "));
  ask(connection, args("CONFIG", "SET", "maxmemory", 0));
  ask(connection, args("REPLICAOF", "127.0.0.1", 1));
  EXPECT_THAT(unavailable(connection, args("SET", "a", "b")), HasSubstr(": READONLY "));
  ask(connection, args("REPLICAOF", "NO", "ONE"));
  EXPECT_EQ(ask(connection, args("SET", "a", "b")).as_string(), "OK");
}

TEST_F(ConnectionTest, RefusesCommandsThatAreNotAnsweredByOneReply) {
  Connection connection(io_, options());
  EXPECT_THROW(ask(connection, args("subscribe", "channel")), std::invalid_argument);
  EXPECT_THROW(ask(connection, args("MONITOR")), std::invalid_argument);
  EXPECT_THROW(ask(connection, {}), std::invalid_argument);
  EXPECT_EQ(ask(connection, args("PING")).as_string(), "PONG");
}

TEST_F(ConnectionTest, AnswersAListOfCommandsInTheirOrder) {
  Connection connection(io_, options());
  const std::vector<std::vector<std::string>> list = {args("SET", "a", 1), args("INCR", "a"),
                                                      args("GET", "a")};
  const std::vector<Reply> replies = run(io_, connection.commands(list));
  ASSERT_EQ(replies.size(), 3U);
  EXPECT_EQ(replies[0].as_string(), "OK");
  EXPECT_EQ(replies[1].as_integer(), 2);
  EXPECT_EQ(replies[2].as_decimal(), 2);
  EXPECT_TRUE(run(io_, connection.commands({})).empty());
}

TEST_F(ConnectionTest, ThrowsTheFirstErrorOfAListAndStaysInStep) {
  Connection connection(io_, options());
  EXPECT_THROW(run(io_, connection.commands({args("SET", "a", "b"), args("INCR", "a"), args("GET", "a")})),
               CommandError);
  EXPECT_EQ(ask(connection, args("GET", "a")).as_string(), "b");
}

TEST_F(ConnectionTest, RefusesMoreThanItsBoundOfPendingCommands) {
  ConnectionOptions bounded = options();
  bounded.max_pending = 2;
  Connection connection(io_, bounded);
  ask(connection, args("PING"));
  auto first = start(io_, connection.command(args("PING")));
  auto second = start(io_, connection.command(args("PING")));
  auto third = start(io_, connection.command(args("PING")));
  EXPECT_THROW(run(io_, std::move(third)), Overloaded);
  EXPECT_EQ(run(io_, std::move(first)).as_string(), "PONG");
  EXPECT_EQ(run(io_, std::move(second)).as_string(), "PONG");
  EXPECT_EQ(ask(connection, args("PING")).as_string(), "PONG");
}

TEST_F(ConnectionTest, BoundsTheCommandsThatWaitForTheConnectionToo) {
  ConnectionOptions bounded = options();
  bounded.max_pending = 2;
  Connection connection(io_, bounded);
  std::vector<std::future<Reply>> replies = start_many(connection, 3, args("PING"));
  EXPECT_THROW(run(io_, std::move(replies[2])), Overloaded);
  EXPECT_EQ(run(io_, std::move(replies[1])).as_string(), "PONG");
}

TEST_F(ConnectionTest, LetsACallHaveALongerTimeOutThanTheRest) {
  ConnectionOptions hasty = options();
  hasty.command_timeout = 100ms;
  Connection connection(io_, hasty, {}, observer());
  const auto read = args("XREAD", "BLOCK", 300, "STREAMS", "log", "$");
  EXPECT_TRUE(run(io_, connection.command(read, 10s)).is_nil());
  EXPECT_THAT(lost_, ElementsAre());
  EXPECT_THAT(unavailable(connection, read), HasSubstr("no reply to XREAD within 100 ms"));
  run_until(io_, [this] { return !lost_.empty(); });
}

TEST_F(ConnectionTest, KeepsRepliesInStepWhenACoroutineIsCancelled) {
  Connection connection(io_, options());
  ask(connection, args("PING"));
  boost::asio::cancellation_signal cancel;
  std::exception_ptr failure;
  const auto finished = [&failure](std::exception_ptr error, const Reply&) { failure = error; };
  co_spawn(io_, connection.command(args("ECHO", "withdrawn")),
           bind_cancellation_slot(cancel.slot(), finished));
  io_.poll_one();
  cancel.emit(boost::asio::cancellation_type::terminal);
  EXPECT_EQ(ask(connection, args("ECHO", "next")).as_string(), "next");
  ASSERT_NE(failure, nullptr);
  EXPECT_THROW(std::rethrow_exception(failure), boost::system::system_error);
}

TEST_F(ConnectionTest, EndsPendingAndLaterCommandsWhenClosed) {
  Connection connection(io_, options(), {}, observer());
  ask(connection, args("PING"));
  auto pending = start(io_, connection.command(args("BLPOP", "nothing", 0)));
  io_.poll();
  connection.close();
  EXPECT_THAT(unavailable(std::move(pending)), HasSubstr("closed"));
  EXPECT_THAT(unavailable(connection, args("PING")), HasSubstr("closed"));
  io_.restart();
  io_.run();  // returns: nothing is left to do
  EXPECT_THAT(lost_, ElementsAre());
}

TEST_F(ConnectionTest, EndsCommandsThatWaitForTheConnectionWhenClosed) {
  Connection connection(io_, options());
  auto waiting = start(io_, connection.command(args("PING")));
  io_.poll_one();
  connection.close();
  EXPECT_THAT(unavailable(std::move(waiting)), HasSubstr("closed"));
  io_.restart();
  io_.run();
}

TEST_F(ConnectionTest, MayBeDestroyedWithCommandsPending) {
  std::future<Reply> pending;
  {
    Connection connection(io_, options());
    ask(connection, args("PING"));
    pending = start(io_, connection.command(args("BLPOP", "nothing", 0)));
    io_.poll();
  }
  EXPECT_THAT(unavailable(std::move(pending)), HasSubstr("closed"));
}

TEST_F(ConnectionTest, LeavesNothingBehindWhenTheIoContextGoesWithCommandsPending) {
  std::future<Reply> pending;
  {
    boost::asio::io_context own;
    Connection connection(own, options());
    run(own, connection.command(args("PING")));
    pending = start(own, connection.command(args("BLPOP", "nothing", 0)));
    own.poll();
  }
  EXPECT_THROW(pending.get(), std::future_error);
}

}  // namespace
}  // namespace turnout::redis
