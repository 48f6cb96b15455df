// Eight dispatchers, each with a queue and connections of its own as separate processes have, send one unit
// to two incidents at the same time. It must end on exactly one of them.
#include <gmock/gmock.h>

#include <algorithm>
#include <memory>

#include "event_store/commit_library.h"
#include "runtime/parallel.h"
#include "testing/redis_district.h"

namespace turnout::event_store {
namespace {

using redis::args;
using testing::Accepted;
using testing::run;

constexpr int kDispatchers = 8;
constexpr int kRounds = 1'000;
constexpr int kControlRounds = 100;
constexpr std::size_t kPreparedAtOnce = 64;

struct Dispatcher {
  Dispatcher(testing::RedisDistrict& district, const std::string& name)
      : store(district.io, district.options, "d1", district.metrics),
        runner(district.io, store, district.metrics, name) {}
  RedisEventStore store;
  testing::CommandRunner runner;
};

// What a round of the race came to.
struct Round {
  int accepted = 0;
  int on_incidents = 0;  // that hold a standing order for the unit
  int logged = 0;        // orders for the unit in the log
};

std::string unit_of(std::size_t round) {
  return "car-" + std::to_string(round);
}
std::string incident_of(std::size_t round, int side) {
  return "incident-" + std::to_string(round) + (side == 0 ? "-a" : "-b");
}

class DoubleAssignment : public ::testing::Test, protected testing::RedisDistrict {
 protected:
  DoubleAssignment() {
    testing::RedisDistrict& district = *this;
    for (int i = 0; i < kDispatchers; ++i) {
      dispatchers_.push_back(std::make_unique<Dispatcher>(district, "dispatcher-" + std::to_string(i)));
      run(io, dispatchers_.back()->store.start());
    }
  }

  // Of all commits that were tried, those that others were faster than. A race without any would show nothing.
  double share_of_conflicts() const {
    return series("turnout_commit_conflicts_total ") / series("turnout_commit_duration_seconds_count ");
  }

  std::vector<Round> race(std::size_t rounds) {
    run(io, runtime::in_parallel(io, rounds, kPreparedAtOnce,
                                 [this](std::size_t round) { return prepare(&runner, round); }));
    std::vector<Round> results(rounds);
    for (std::size_t i = 0; i < rounds; ++i) results[i] = race_once(i);
    for (const LoggedEvent& logged : log()) {
      if (logged.event.has_unit_assigned()) ++results[std::stoul(logged.event.unit_id().substr(4))].logged;
    }
    return results;
  }

 private:
  double series(const std::string& name) const {
    const std::string text = metrics.text();
    return std::stod(text.substr(text.find("\n" + name) + 1 + name.size()));
  }

  static Awaitable<void> prepare(testing::CommandRunner* runner, std::size_t round) {
    co_await runner->send(testing::register_unit(unit_of(round)));
    co_await runner->send(testing::report(incident_of(round, 0)));
    co_await runner->send(testing::report(incident_of(round, 1)));
  }

  Round race_once(std::size_t round) {
    std::vector<std::future<Accepted>> answers;
    for (int i = 0; i < kDispatchers; ++i) {
      auto command = testing::assign(unit_of(round)).on(incident_of(round, i % 2));
      answers.push_back(testing::start(io, dispatchers_[static_cast<std::size_t>(i)]->runner.send(command)));
    }
    Round result;
    for (std::future<Accepted>& answer : answers) result.accepted += run(io, std::move(answer)) ? 1 : 0;
    for (const int side : {0, 1}) {
      const auto incident = run(io, store.load({.incident_id = incident_of(round, side)})).incident;
      result.on_incidents += domain::active_units(incident).empty() ? 0 : 1;
    }
    return result;
  }

  std::vector<std::unique_ptr<Dispatcher>> dispatchers_;
};

std::ptrdiff_t doubles(const std::vector<Round>& rounds) {
  return std::ranges::count_if(rounds, [](const Round& each) { return each.on_incidents > 1; });
}

TEST_F(DoubleAssignment, NeverHappensWhoeverRaces) {
  const std::vector<Round> rounds = race(kRounds);
  for (const Round& each : rounds) {
    EXPECT_EQ(each.accepted, 1);
    EXPECT_EQ(each.on_incidents, 1);
    EXPECT_EQ(each.logged, 1);
  }
  EXPECT_GT(share_of_conflicts(), 0) << "nobody was ever in another's way";
  std::cout << kRounds << " rounds, " << doubles(rounds) << " doubles, " << 100 * share_of_conflicts()
            << " % of the commits conflicted\n";
}

// The control: the same race without the check of the versions.
TEST_F(DoubleAssignment, HappensWithoutTheVersionCheck) {
  const std::string check = "if version ~= aggregate.decided_on then return {0} end";
  std::string library(kCommitLibrary);
  const std::size_t at = library.find(check);
  ASSERT_NE(at, std::string::npos);
  library.erase(at, check.size());
  ask(args("FUNCTION", "LOAD", "REPLACE", library));
  const std::vector<Round> rounds = race(kControlRounds);
  EXPECT_GT(doubles(rounds), 0);
  std::cout << kControlRounds << " rounds without the version check, " << doubles(rounds) << " doubles\n";
}

}  // namespace
}  // namespace turnout::event_store
