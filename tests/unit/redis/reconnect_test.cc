#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "connection_fixture.h"
#include "testing/reserved_port.h"

namespace turnout::redis {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace std::chrono_literals;
using testing::run;
using testing::run_until;
using testing::start;

using ReconnectTest = ConnectionTest;

// A listener whose queue is full: the kernel leaves further connections unanswered.
class FullListener {
 public:
  FullListener() : listener_(open()) {
    ::listen(listener_, 0);
    for (int& each : fillers_) {
      each = open();
      std::ignore = ::connect(each, reinterpret_cast<const sockaddr*>(&address_), sizeof(address_));
    }
  }
  ~FullListener() {
    ::close(listener_);
    for (const int each : fillers_) ::close(each);
  }
  FullListener(const FullListener&) = delete;
  FullListener& operator=(const FullListener&) = delete;

  std::uint16_t port() const { return ntohs(address_.sin_port); }

 private:
  int open() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (address_.sin_port != 0) return fd;
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address_);
    auto* const any = reinterpret_cast<sockaddr*>(&address_);
    if (::bind(fd, any, size) != 0 || ::getsockname(fd, any, &size) != 0)
      throw std::runtime_error("cannot listen");
    return fd;
  }

  sockaddr_in address_{};
  int listener_;
  int fillers_[4] = {-1, -1, -1, -1};
};

TEST_F(ReconnectTest, GoesOnAfterTheServerWasKilledAndStartedAgain) {
  Connection connection(io_, options(), {}, observer());
  ask(connection, args("SET", "a", "kept"));
  server_.kill_hard();
  run_until(io_, [this] { return !lost_.empty(); });
  EXPECT_FALSE(connection.is_ready());
  server_.start_again();
  EXPECT_EQ(ask(connection, args("GET", "a")).as_string(), "kept");
  EXPECT_EQ(connected_, 1);
  EXPECT_EQ(reconnected_, 1);
  EXPECT_EQ(lost_.size(), 1U);
}

TEST_F(ReconnectTest, GoesOnAfterTheServerStoppedInOrder) {
  Connection connection(io_, options(), {}, observer());
  ask(connection, args("SET", "a", "kept"));
  server_.stop();
  run_until(io_, [this] { return !lost_.empty(); });
  EXPECT_THAT(lost_, ElementsAre(HasSubstr("Server closed the connection")));
  server_.start_again();
  EXPECT_EQ(ask(connection, args("GET", "a")).as_string(), "kept");
}

TEST_F(ReconnectTest, DialsAgainWithoutBeingAsked) {
  Connection connection(io_, options(), {}, observer());
  ask(connection, args("PING"));
  server_.kill_hard();
  server_.start_again();
  run_until(io_, [this] { return reconnected_ == 1; });
  EXPECT_TRUE(connection.is_ready());
}

TEST_F(ReconnectTest, TellsEveryPendingCommandThatItsOutcomeIsUnknown) {
  Connection connection(io_, options());
  ask(connection, args("PING"));
  auto blocking = start(io_, connection.command(args("BLPOP", "nothing", 0)));
  auto behind = start(io_, connection.command(args("SET", "a", "b")));
  run_until(io_, [this] { return info("blocked_clients") == 1; });
  server_.kill_hard();
  EXPECT_NE(unavailable(std::move(blocking)), "");
  EXPECT_NE(unavailable(std::move(behind)), "");
}

TEST_F(ReconnectTest, ACommandWaitsForTheServerToComeBack) {
  Connection connection(io_, options(), {}, observer());
  ask(connection, args("PING"));
  server_.kill_hard();
  run_until(io_, [this] { return !not_made_.empty(); });
  auto reply = start(io_, connection.command(args("PING")));
  io_.poll();
  server_.start_again();
  EXPECT_EQ(run(io_, std::move(reply)).as_string(), "PONG");
}

TEST_F(ReconnectTest, SaysWhyThereIsNoConnection) {
  const testing::ReservedPort nobody;
  ConnectionOptions nowhere = options();
  nowhere.port = nobody.number();
  nowhere.command_timeout = 100ms;
  Connection connection(io_, nowhere, {}, observer());
  EXPECT_EQ(unavailable(connection, args("PING")),
            "redis 127.0.0.1:" + std::to_string(nobody.number()) + ": Connection refused");
  EXPECT_GE(not_made_.size(), 2U);  // it went on trying
  EXPECT_EQ(connected_, 0);
}

TEST_F(ReconnectTest, SaysThatTheAddressIsWrong) {
  ConnectionOptions wrong = options();
  wrong.host = "256.0.0.1";
  wrong.command_timeout = 50ms;
  Connection connection(io_, wrong);
  EXPECT_THAT(unavailable(connection, args("PING")), HasSubstr("redis 256.0.0.1:"));
}

TEST_F(ReconnectTest, GivesUpADialThatIsNotAnswered) {
  const FullListener silent;
  ConnectionOptions nowhere = options();
  nowhere.port = silent.port();
  nowhere.connect_timeout = 50ms;
  Connection connection(io_, nowhere, {}, observer());
  auto reply = start(io_, connection.command(args("PING")));
  run_until(io_, [this] { return not_made_.size() >= 2; });
  EXPECT_THAT(not_made_, Contains(HasSubstr("no connection within 50 ms")));
  connection.close();
  EXPECT_NE(unavailable(std::move(reply)), "");
}

TEST_F(ReconnectTest, ATimeOutEndsTheLinkAndTheNextCommandWorks) {
  ConnectionOptions hasty = options();
  hasty.command_timeout = 200ms;
  Connection connection(io_, hasty, {}, observer());
  ask(connection, args("PING"));
  server_.pause();
  auto late = start(io_, connection.command(args("GET", "a")));
  auto behind = start(io_, connection.command(args("GET", "b"), 10s));
  EXPECT_THAT(unavailable(std::move(late)), HasSubstr("no reply to GET within 200 ms"));
  EXPECT_THAT(unavailable(std::move(behind)), HasSubstr("no reply to GET within 200 ms"));
  server_.resume();
  EXPECT_EQ(ask(connection, args("ECHO", "in step")).as_string(), "in step");
  EXPECT_THAT(lost_, ElementsAre(HasSubstr("no reply to GET")));
  EXPECT_EQ(reconnected_, 1);
}

TEST_F(ReconnectTest, NamesItsUserOnEveryLink) {
  Connection operators(io_, options());
  ask(operators, args("ACL", "SETUSER", "intake", "on", ">secret", "~*", "+@all"));
  ConnectionOptions named = options();
  named.user = "intake";
  named.password = "secret";
  Connection connection(io_, named, {}, observer());
  EXPECT_EQ(ask(connection, args("ACL", "WHOAMI")).as_string(), "intake");
  ask(operators, args("CLIENT", "KILL", "USER", "intake"));
  run_until(io_, [&] { return !lost_.empty(); });
  EXPECT_EQ(ask(connection, args("ACL", "WHOAMI")).as_string(), "intake");
}

TEST_F(ReconnectTest, SaysThatItsPasswordIsWrong) {
  ConnectionOptions wrong = options();
  wrong.user = "intake";
  wrong.password = "guessed";
  wrong.command_timeout = 300ms;
  Connection connection(io_, wrong);
  EXPECT_THAT(unavailable(connection, args("PING")), HasSubstr("WRONGPASS"));
}

// What the hook does, and whether it shall fail.
struct Preparation {
  Awaitable<void> run(Send send) {
    ++runs;
    co_await send(args("INCR", "prepared"));
    if (fails) throw std::runtime_error("wrong version of the function library");
  }
  OnConnect hook() {
    return [this](Send send) { return run(std::move(send)); };
  }

  int runs = 0;
  bool fails = false;
};

TEST_F(ReconnectTest, PreparesEveryLinkBeforeOrdinaryCommands) {
  Preparation preparation;
  Connection connection(io_, options(), preparation.hook());
  EXPECT_EQ(ask(connection, args("GET", "prepared")).as_decimal(), 1);
  EXPECT_EQ(ask(connection, args("GET", "prepared")).as_decimal(), 1);
  server_.kill_hard();
  server_.start_again();
  run_until(io_, [&] { return preparation.runs == 2 && connection.is_ready(); });
  EXPECT_EQ(ask(connection, args("GET", "prepared")).as_decimal(), 2);
}

TEST_F(ReconnectTest, LetsNothingThroughUntilThePreparationSucceeds) {
  Preparation preparation{.fails = true};
  ConnectionOptions hasty = options();
  hasty.command_timeout = 300ms;
  Connection connection(io_, hasty, preparation.hook(), observer());
  EXPECT_EQ(unavailable(connection, args("SET", "a", "b")), "wrong version of the function library");
  EXPECT_GE(preparation.runs, 2);
  EXPECT_EQ(connected_, 0);
  preparation.fails = false;
  EXPECT_EQ(run(io_, connection.command(args("EXISTS", "a"))).as_integer(), 0);
}

TEST_F(ReconnectTest, DoesNotOutliveCloseInAPreparationThatHangs) {
  Preparation preparation;
  server_.pause();
  Connection connection(io_, options(), preparation.hook(), observer());
  auto waiting = start(io_, connection.command(args("PING")));
  run_until(io_, [&] { return preparation.runs == 1; });
  connection.close();
  EXPECT_THAT(unavailable(std::move(waiting)), HasSubstr("closed"));
  io_.restart();
  io_.run();
  EXPECT_THAT(not_made_, ElementsAre());
}

}  // namespace
}  // namespace turnout::redis
