// What only the Redis adapter does: the function library, the checks of its server, and what others may have
// done to its keys.
#include <gmock/gmock.h>

#include <filesystem>

#include "event_store/commit_library.h"
#include "event_store/district_view.h"
#include "event_store/stored_form.h"
#include "testing/redis_district.h"

namespace turnout::event_store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::SizeIs;
using namespace std::chrono_literals;
using redis::args;
using testing::kIncident;
using testing::kOtherIncident;
using testing::note;
using testing::register_unit;
using testing::report;
using testing::run;
using testing::run_until;

// What a service may not do itself is done by an operator: the store of these tests is one.
struct RedisEventStoreTest : ::testing::Test, testing::RedisDistrict {
  RedisEventStoreTest() : testing::RedisDistrict(User::kOperator) {}
};

struct FunctionLibrary : RedisEventStoreTest {
  std::int64_t version() { return ask(args("FCALL_RO", kVersionFunction, 0)).as_integer(); }
  std::size_t libraries() { return ask(args("FUNCTION", "LIST")).as_array().size(); }
};

TEST_F(FunctionLibrary, IsLoadedIntoAServerThatHasNone) {
  run(io, store.start());
  EXPECT_EQ(version(), kCommitLibraryVersion);
  EXPECT_TRUE(store.is_ready());
}

// While services are exchanged for those of the next version, each calls its own.
TEST_F(FunctionLibrary, StandsBesideTheNextVersionInOneDistrict) {
  runner.must(report());
  const auto next = [](std::string text) {
    const std::string ours = std::to_string(kCommitLibraryVersion);
    const std::string theirs = std::to_string(kCommitLibraryVersion + 1);
    for (const std::string before : {"turnout_v", "VERSION = "}) {
      text.replace(text.find(before + ours) + before.size(), ours.size(), theirs);
    }
    return text;
  };
  ask(args("FUNCTION", "LOAD", next(std::string(kCommitLibrary))));
  EXPECT_EQ(libraries(), 2U);
  const std::string next_commit = "commit_v" + std::to_string(kCommitLibraryVersion + 1);
  const redis::Reply committed =
      ask(args("FCALL", next_commit, 5, "{d:d1}:log", "{d:d1}:open", "{d:d1}:deadlines", "{d:d1}:units",
               "{d:d1}:unit:u", 1, "", "unit", "u", 0, 1, 0, ""));
  EXPECT_EQ(committed.as_array_of(2)[1].as_integer(), 2);
  runner.must(note());
  EXPECT_THAT(log(), SizeIs(3));
  EXPECT_EQ(version(), kCommitLibraryVersion);
}

TEST_F(FunctionLibrary, IsNotLoadedByAUserWhoMayNot) {
  ask(args("ACL", "SETUSER", "default", "-function"));
  EXPECT_THAT(unavailable(store.start()), HasSubstr("cannot be loaded: NOPERM"));
  ask(args("ACL", "SETUSER", "default", "+function"));
  ask(args("FUNCTION", "LOAD", std::string(kCommitLibrary)));
  ask(args("ACL", "SETUSER", "default", "-function"));
  run_until(io, [this] { return unavailable(store.start()) == "it worked"; });
}

TEST_F(FunctionLibrary, OfTheRightVersionStays) {
  const std::string marked = std::string(kCommitLibrary) + "-- marked\n";
  ask(args("FUNCTION", "LOAD", marked));
  runner.must(report());
  const redis::Reply list = ask(args("FUNCTION", "LIST", "WITHCODE"));
  EXPECT_EQ(list.as_array_of(1)[0].as_array().back().as_string(), marked);
}

TEST_F(FunctionLibrary, IsLoadedAgainWhenSomebodyFlushedIt) {
  runner.must(report());
  ask(args("FUNCTION", "FLUSH"));
  runner.must(note());
  ask(args("FUNCTION", "FLUSH"));
  EXPECT_EQ(run(io, store.last_sequence()), 2U);
}

TEST_F(FunctionLibrary, IsLoadedAgainAfterARestartWithoutFunctionsAndData) {
  runner.must(report());
  server.stop();
  EXPECT_NE(unavailable(store.last_sequence()), "it worked");
  std::filesystem::remove_all(server.directory() / "appendonlydir");
  server.start_again();
  runner.must(report(), note());
  EXPECT_THAT(log(), SizeIs(2));
}

TEST_F(FunctionLibrary, RefusesACallThatIsNotACommit) {
  run(io, store.start());
  const auto call = [this](const std::vector<std::string>& values) {
    std::vector<std::string> command = args("FCALL", kCommitFunction, 5, "{d:d1}:log", "{d:d1}:open",
                                            "{d:d1}:deadlines", "{d:d1}:units", "{d:d1}:unit:u");
    command.insert(command.end(), values.begin(), values.end());
    return ask(command).as_array().at(0).as_integer();
  };
  EXPECT_THROW(call({}), redis::CommandError);
  EXPECT_THROW(call({"0", "unit", "u", "0", "1", "0", "snapshot"}), redis::CommandError);
  EXPECT_THROW(call({"2", "event", "unit", "u", "0", "1", "0", "snapshot"}), redis::CommandError);
  EXPECT_THROW(call({"x", "event", "unit", "u", "0", "1", "0", "snapshot"}), redis::CommandError);
  EXPECT_EQ(ask(args("DBSIZE")).as_integer(), 0);
  EXPECT_EQ(call({"1", "event", "unit", "u", "0", "1", "0", "snapshot"}), 1);
}

struct ServerCheck : RedisEventStoreTest {
  redis::ConnectionOptions hasty() const {
    redis::ConnectionOptions hasty = options;
    hasty.command_timeout = 300ms;
    return hasty;
  }
  RedisEventStore checked{io, hasty(), "d1", metrics};
};

TEST_F(ServerCheck, DoesNotUseAReplica) {
  ask(args("REPLICAOF", "127.0.0.1", 1));
  EXPECT_EQ(unavailable(checked.start()), "redis is a slave, not a master");
  EXPECT_FALSE(checked.is_ready());
  ask(args("REPLICAOF", "NO", "ONE"));
  run_until(io, [this] { return unavailable(checked.start()) == "it worked"; });
  EXPECT_TRUE(checked.is_ready());
}

TEST_F(ServerCheck, DoesNotUseAServerThatWouldLoseWhatItAcknowledged) {
  ask(args("CONFIG", "SET", "appendfsync", "everysec"));
  EXPECT_EQ(unavailable(checked.start()),
            "redis would lose what it acknowledged: appendfsync is everysec and must be always");
  ask(args("CONFIG", "SET", "appendfsync", "always", "appendonly", "no"));
  // A dial that read the settings before the change may still answer with them.
  run_until(io, [this] {
    return unavailable(checked.load({.incident_id = kIncident})) ==
           "redis would lose what it acknowledged: appendonly is no and must be yes";
  });
}

TEST_F(ServerCheck, OnlyTellsWhenTheServerDoesNotShowItsSettings) {
  ask(args("ACL", "SETUSER", "default", "-config"));
  run(io, store.start());
  runner.must(report());
}

TEST_F(ServerCheck, RefusesADistrictThatIsNotAnId) {
  const auto make = [this](const std::string& district) { RedisEventStore(io, options, district, metrics); };
  EXPECT_THROW(make(""), std::invalid_argument);
  EXPECT_THROW(make("a}b"), std::invalid_argument);
  EXPECT_NO_THROW(make("pudong-1"));
}

TEST_F(ServerCheck, CountsEachConnectionThatCameBack) {
  run(io, store.start());
  server.kill_hard();
  server.start_again();
  run_until(io, [this] {
    const std::string text = metrics.text();
    return text.find("turnout_redis_reconnects_total{connection=\"commands\"} 1") != std::string::npos &&
           text.find("turnout_redis_reconnects_total{connection=\"log\"} 1") != std::string::npos;
  });
}

using ForeignHand = RedisEventStoreTest;

TEST_F(ForeignHand, AKeyOfTheWrongTypeLeavesEverythingUnchanged) {
  for (const std::string& key :
       std::vector<std::string>{"log", "open", "deadlines", "incident:" + kIncident}) {
    ask(args("SET", "{d:d1}:" + key, "not ours"));
    EXPECT_THROW(runner.must(report()), redis::CommandError) << key;
    EXPECT_EQ(ask(args("DBSIZE")).as_integer(), 1) << key;
    ask(args("FLUSHALL"));
  }
  ask(args("SET", "{d:d1}:units", "not ours"));
  EXPECT_THROW(runner.must(register_unit()), redis::CommandError);
  EXPECT_EQ(ask(args("DBSIZE")).as_integer(), 1);
}

TEST_F(ForeignHand, TheSequenceGoesOnWhereTrimmingHasEmptiedTheLog) {
  runner.must(report(), note());
  ask(args("XTRIM", "{d:d1}:log", "MAXLEN", 0));
  EXPECT_EQ(run(io, store.last_sequence()), 2U);
  server.kill_hard();
  EXPECT_NE(unavailable(store.last_sequence()), "it worked");
  server.start_again();
  runner.must(note());
  EXPECT_EQ(log().at(0).sequence, 3U);
  EXPECT_EQ(run(io, store.last_sequence()), 3U);
}

TEST_F(ForeignHand, BrokenSnapshotsAreReportedAndNotTakenForNewIncidents) {
  runner.must(report());
  ask(args("HSET", "{d:d1}:incident:" + kIncident, "snapshot", "\xff\xff"));
  EXPECT_THROW(run(io, store.load({.incident_id = kIncident})), DamagedRecord);
}

TEST_F(ForeignHand, AKeyOfAnotherTypeOrWithoutItsVersionConcernsItselfAlone) {
  runner.must(report(), report(kOtherIncident), register_unit());
  std::vector<std::string> damaged;
  store.when_damaged([&damaged](const DamagedRecord& each) { damaged.push_back(each.which().id); });
  ask(args("DEL", "{d:d1}:unit:car-1"));
  ask(args("SET", "{d:d1}:unit:car-1", "something else"));
  ask(args("HSET", "{d:d1}:incident:" + kIncident, "version", "many"));
  DistrictView view(store);
  run(io, view.load_current());
  EXPECT_THAT(view.open_incidents(), ElementsAre(::testing::Key(kOtherIncident)));
  EXPECT_THAT(view.units(), IsEmpty());
  EXPECT_THAT(damaged, IsSupersetOf(std::vector<std::string>{"car-1", kIncident}));
}

TEST_F(ForeignHand, ARightThatIsMissingIsNotTakenForDamage) {
  runner.must(report());
  ask(args("ACL", "SETUSER", "default", "-hmget"));
  DistrictView view(store);
  EXPECT_THROW(run(io, view.load_current()), runtime::Rejected);
  ask(args("ACL", "SETUSER", "default", "+hmget"));
}

TEST_F(ForeignHand, ALogEntryThatIsNoEventComesBackAsSuchWithWhatStandsBehindIt) {
  runner.must(report());
  ask(args("XADD", "{d:d1}:log", "0-2", "event.v3", "\xff\xff"));
  ask(args("XADD", "{d:d1}:log", "0-3", "event.v3", std::string(4, '\0')));  // no bytes, and their checksum
  ask(args("XADD", "{d:d1}:log", "0-4", "event.v3", "", "and", "more"));
  runner.must(note());
  std::vector<std::string> faults;
  for (const LoggedEvent& logged : log()) faults.push_back(logged.fault);
  EXPECT_THAT(faults, ElementsAre("", HasSubstr("2 bytes"), HasSubstr("does not know"),
                                  HasSubstr("other fields"), ""));
  EXPECT_EQ(log().back().sequence, 5U);
}

TEST_F(ForeignHand, ALogEntryBehindWhichNothingCanFollowIsReported) {
  runner.must(report());
  ask(args("XADD", "{d:d1}:log", "1-0", "event.v3", ""));
  EXPECT_THROW(run(io, store.read_after(1, 10, 0ms)), BrokenRecord);
  EXPECT_THROW(run(io, store.read_after(1, 10, 1s)), BrokenRecord);
}

// Its events have another form: nothing may be decided on what they seem to say.
TEST_F(ForeignHand, ALogOfTurnout01IsRefusedByName) {
  runner.must(report());
  ask(args("XADD", "{d:d1}:log", "0-2", "event", ""));
  DistrictView view(store);
  const auto reason = [this](auto work) -> std::string {
    try {
      run(io, std::move(work));
    } catch (const BrokenRecord& broken) {
      return broken.what();
    }
    return "it worked";
  };
  EXPECT_THAT(reason(view.load_current()), HasSubstr("written by Turnout 0.1"));
  EXPECT_THAT(reason(store.read_after(0, 10, 0ms)), HasSubstr("written by Turnout 0.1"));
}

// Two services may ask at the same moment.
TEST_F(RedisEventStoreTest, EveryServiceOfADistrictSeesTheSameLogIdentity) {
  RedisEventStore other(io, options, "d1", metrics);
  RedisEventStore elsewhere(io, options, "d2", metrics);
  auto first = testing::start(io, store.log_identity());
  auto second = testing::start(io, other.log_identity());
  const std::string identity = run(io, std::move(first));
  EXPECT_EQ(run(io, std::move(second)), identity);
  EXPECT_EQ(identity.size(), 16U);
  EXPECT_NE(run(io, elsewhere.log_identity()), identity);
}

// What watchers and lists read may be large, and a commit behind it would wait.
TEST_F(RedisEventStoreTest, QueriesAndCommitsHaveTheirOwnConnections) {
  runner.must(report());
  run(io, store.read_after(0, 10, 0ms));
  runner.must(note());
  const std::string clients = ask(args("CLIENT", "LIST")).as_string();
  EXPECT_THAT(clients, HasSubstr(" cmd=xrange "));  // still the last command of its connection
  EXPECT_THAT(clients, HasSubstr(" cmd=fcall "));
}

}  // namespace
}  // namespace turnout::event_store
