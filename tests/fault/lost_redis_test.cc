// Redis goes away in the middle of commits, or refuses them: what was acknowledged stays, and what is unknown
// is settled by sending the same request again.
//
// kill -9 leaves what the server has written to the kernel; that it also survives the power being cut is the
// matter of appendfsync, which these tests do not show.
#include <gmock/gmock.h>

#include <filesystem>
#include <map>

#include "domain/apply.h"
#include "testing/redis_district.h"

namespace turnout::event_store {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using namespace std::chrono_literals;
using redis::args;
using testing::Accepted;
using testing::kIncident;
using testing::note;
using testing::report;
using testing::run;
using testing::run_until;

class LostRedis : public ::testing::Test, protected testing::RedisDistrict {
 protected:
  domain::Change change(const testing::Command<v1::AddNoteRequest>& command) {
    const domain::Aggregates states = run(io, store.load({.incident_id = kIncident}));
    const v1::Policy policy = testing::default_policy();
    const v1::Roster roster = testing::default_roster();
    auto events =
        domain::decide(states, command.request,
                       {.now_ms = testing::kCallAtMs,
                        .policy = policy,
                        .roster = roster,
                        .meta = domain::request_meta_of(command.request, testing::kFingerprintSecret)});
    return domain::change_of(states, std::move(events.value()));
  }
};

// The server gets the commit and carries it out, but nobody hears of it any more.
class LostAnswer : public LostRedis {
 protected:
  LostAnswer() {
    runner.must(report());
    redis::ConnectionOptions hasty = options;
    hasty.command_timeout = 200ms;
    RedisEventStore impatient(io, hasty, "d1", metrics);
    run(io, impatient.start());
    const domain::Change noted = change(note().id("note-1"));
    server.pause();
    EXPECT_THAT(unavailable(impatient.commit(noted)), HasSubstr("no reply to FCALL within 200 ms"));
    server.resume();
    run_until(io, [this] { return run(io, store.last_sequence()) == 2; });
  }
};

TEST_F(LostAnswer, IsGivenToTheSameRequestSentAgain) {
  const Accepted accepted = run(io, runner.send(note().id("note-1")));
  ASSERT_TRUE(accepted);
  EXPECT_EQ(accepted->result.event_ids, std::vector<std::string>(1, kIncident + "/2"));
  EXPECT_EQ(accepted->states.incident.notes_total(), 1U);
  EXPECT_THAT(log(), SizeIs(2));
}

// The control: without the same request id the same note would stand in the record twice.
TEST_F(LostAnswer, IsNotFoundUnderAnotherRequestId) {
  const Accepted accepted = run(io, runner.send(note().id("note-2")));
  ASSERT_TRUE(accepted);
  EXPECT_EQ(accepted->states.incident.notes_total(), 2U);
  EXPECT_THAT(log(), SizeIs(3));
}

TEST_F(LostRedis, RefusesCommitsWhileItHasNoMemoryAndTakesThemAfterwards) {
  runner.must(report());
  ask(args("CONFIG", "SET", "maxmemory", 1));
  EXPECT_THAT(unavailable(runner.send(note())), HasSubstr("OOM"));
  EXPECT_THAT(log(), SizeIs(1));
  ask(args("CONFIG", "SET", "maxmemory", 0));
  runner.must(note());
}

TEST_F(LostRedis, RefusesCommitsWhileItLacksReplicasAndTakesThemAfterwards) {
  runner.must(report());
  ask(args("CONFIG", "SET", "min-replicas-to-write", 1));
  EXPECT_THAT(unavailable(runner.send(note())), HasSubstr("NOREPLICAS"));
  EXPECT_THAT(log(), SizeIs(1));
  ask(args("CONFIG", "SET", "min-replicas-to-write", 0));
  runner.must(note());
}

TEST_F(LostRedis, RefusesCommitsWhileItCannotSaveAndTakesThemAfterwards) {
  runner.must(report());
  std::filesystem::create_directory(server.directory() / "dump.rdb");  // stands where the file should
  ask(args("CONFIG", "SET", "save", "3600 1"));
  ask(args("BGSAVE"));
  run_until(io, [this] {
    return ask(args("INFO", "persistence")).as_string().find("rdb_last_bgsave_status:err") !=
           std::string::npos;
  });
  EXPECT_THAT(unavailable(runner.send(note())), HasSubstr("MISCONF"));
  EXPECT_THAT(log(), SizeIs(1));
  ask(args("CONFIG", "SET", "save", ""));
  runner.must(note());
}

TEST_F(LostRedis, RefusesCommitsWhileItIsAReplicaAndTakesThemAfterwards) {
  runner.must(report());
  ask(args("REPLICAOF", "127.0.0.1", 1));
  EXPECT_THAT(unavailable(runner.send(note())), HasSubstr("READONLY"));
  ask(args("REPLICAOF", "NO", "ONE"));
  runner.must(note());
  EXPECT_THAT(log(), SizeIs(2));
}

TEST_F(LostRedis, EndsAWaitingReadWhichThenGoesOnWhereItWas) {
  runner.must(report());
  auto waiting = testing::start(io, store.read_after(1, 10, 1h));
  runner.must(note().id("note-1"));
  EXPECT_THAT(run(io, std::move(waiting)), SizeIs(1));
  waiting = testing::start(io, store.read_after(2, 10, 1h));
  run_until(io, [this] {
    return ask(args("INFO", "clients")).as_string().find("blocked_clients:1") != std::string::npos;
  });
  server.kill_hard();
  EXPECT_THROW(run(io, std::move(waiting)), runtime::Unavailable);
  server.start_again();
  waiting = testing::start(io, store.read_after(2, 10, 1h));
  runner.must(note().id("note-2"));
  EXPECT_EQ(run(io, std::move(waiting)).at(0).event.request_id(), "note-2");
}

constexpr int kWriters = 16;
constexpr int kKills = 8;
constexpr std::size_t kBetweenKills = 150;  // acknowledged commands

// Clients that write without a pause, and send what was not acknowledged again until it is.
class KilledRedis : public LostRedis {
 protected:
  static std::string incident_of(int writer) { return "incident-" + std::to_string(writer); }

  static Awaitable<void> keep_writing(KilledRedis* test, int writer) {
    for (int i = 1; !test->enough_; ++i) {
      const std::string id = "w" + std::to_string(writer) + "-" + std::to_string(i);
      co_await acknowledge(test, note(id).on(incident_of(writer)).id(id));
    }
  }

  static Awaitable<void> acknowledge(KilledRedis* test, testing::Command<v1::AddNoteRequest> command) {
    const std::string id = command.request.request_id();
    for (;;) {
      try {
        const Accepted accepted = co_await test->runner.send(command);
        test->acknowledged_[id] = accepted.value().result.event_ids;
        co_return;
      } catch (const runtime::Unavailable&) {
        ++test->unknown_;
      }
    }
  }

  void kill_while_writing() {
    std::vector<std::future<void>> writers;
    for (int i = 0; i < kWriters; ++i) writers.push_back(testing::start(io, keep_writing(this, i)));
    for (int i = 0; i < kKills; ++i) {
      write_more();
      server.kill_hard();
      server.start_again();
    }
    write_more();
    enough_ = true;
    for (std::future<void>& writer : writers) run(io, std::move(writer));
  }

  void write_more() {
    const std::size_t goal = acknowledged_.size() + kBetweenKills;
    run_until(io, [this, goal] { return acknowledged_.size() >= goal; });
  }

  std::size_t series(const std::string& name) const {
    const std::string text = metrics.text();
    return std::stoul(text.substr(text.find("\n" + name) + 1 + name.size()));
  }
  // Commits that were answered as carried out.
  std::size_t answered() const {
    return series("turnout_commit_duration_seconds_count ") - series("turnout_commit_conflicts_total ");
  }

  std::map<std::string, std::vector<std::string>> acknowledged_;  // event ids by request id
  int unknown_ = 0;
  bool enough_ = false;
};

TEST_F(KilledRedis, KeepsWhatItAcknowledgedAndSettlesWhatIsUnknown) {
  for (int i = 0; i < kWriters; ++i) runner.must(report(incident_of(i)));
  kill_while_writing();

  std::map<std::string, std::vector<std::string>> logged;
  std::map<std::string, v1::Incident> replayed;
  std::uint64_t sequence = 0;
  for (const LoggedEvent& each : log()) {
    EXPECT_EQ(each.sequence, ++sequence);
    domain::apply(each.event, replayed[each.event.incident_id()]);
    if (each.event.has_note_added()) logged[each.event.request_id()].push_back(domain::event_id(each.event));
  }
  EXPECT_EQ(logged, acknowledged_);
  EXPECT_GT(unknown_, 0);
  for (const auto& [id, incident] : replayed) {
    EXPECT_EQ(run(io, store.load({.incident_id = id})).incident.SerializeAsString(),
              incident.SerializeAsString());
  }
  std::cout << kKills << " kills: " << acknowledged_.size()
            << " commands acknowledged, none lost, none twice; " << unknown_
            << " tries ended unknown, of which " << sequence - answered() << " had been carried out\n";
}

}  // namespace
}  // namespace turnout::event_store
