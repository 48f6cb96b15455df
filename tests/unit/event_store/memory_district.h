// A district in memory with everything that follows its log, and a store in front of it that fails on demand.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "event_store/district_view.h"
#include "event_store/log_follower.h"
#include "event_store/memory_event_store.h"
#include "testing/command_runner.h"
#include "testing/run.h"

namespace turnout::event_store {

// Passes every call on, unless told otherwise.
class UnsteadyStore final : public EventStore {
 public:
  explicit UnsteadyStore(EventStore& store) : store_(store) {}

  int commits_that_conflict = 0;
  int commits_whose_answer_is_lost = 0;
  int commits_that_are_lost = 0;  // they do not happen
  int reads_that_fail = 0;
  int loads = 0;                  // calls so far, whatever they load
  std::size_t states_loaded = 0;  // by these calls
  std::uint64_t trimmed = 0;      // events up to this place are gone
  std::uint64_t unreadable = 0;   // the event at this place cannot be read
  int commits = 0;                // seen so far
  int questions_for_the_newest = 0;
  int pages_read = 0;  // of the log, without waiting
  // Happens once, when a commit has been made and before it is answered, or not.
  std::function<Awaitable<void>()> before_one_answer;
  // Happens once, when a load has been answered.
  std::function<Awaitable<testing::Accepted>()> after_one_load;

  Awaitable<domain::Aggregates> load(AggregateIds ids) override {
    fail_if(reads_that_fail);
    ++loads;
    domain::Aggregates states = co_await store_.load(std::move(ids));
    if (after_one_load) {
      const auto meanwhile = std::exchange(after_one_load, nullptr);
      const testing::Accepted accepted = co_await meanwhile();
      accepted.value();
    }
    co_return states;
  }
  Awaitable<std::vector<v1::Incident>> load_incidents(std::vector<std::string> ids) override {
    fail_if(reads_that_fail);
    ++loads;
    states_loaded += ids.size();
    return store_.load_incidents(std::move(ids));
  }
  Awaitable<std::vector<v1::Unit>> load_units(std::vector<std::string> ids) override {
    fail_if(reads_that_fail);
    ++loads;
    states_loaded += ids.size();
    return store_.load_units(std::move(ids));
  }
  Awaitable<std::vector<v1::Person>> load_people(std::vector<std::string> ids) override {
    return store_.load_people(std::move(ids));
  }
  Awaitable<std::uint64_t> stored_version(AggregateId which) override {
    return store_.stored_version(std::move(which));
  }
  Awaitable<bool> commit(const domain::Change& change) override {
    ++commits;
    fail_if(commits_that_are_lost);
    if (commits_that_conflict == 0) return answer_of(store_.commit(change));
    --commits_that_conflict;
    return conflict();
  }
  Awaitable<std::vector<LoggedEvent>> read_after(std::uint64_t sequence, std::size_t most,
                                                 std::chrono::milliseconds wait) override {
    fail_if(reads_that_fail);
    if (wait == wait.zero()) ++pages_read;
    std::vector<LoggedEvent> events = co_await store_.read_after(std::max(sequence, trimmed), most, wait);
    for (LoggedEvent& logged : events) {
      if (logged.sequence == unreadable)
        logged = {.sequence = unreadable, .event = {}, .fault = "it is torn"};
    }
    co_return events;
  }
  Awaitable<std::vector<LoggedEvent>> read_at(std::vector<std::uint64_t> sequences) override {
    return store_.read_at(std::move(sequences));
  }
  Awaitable<std::string> log_identity() override { return store_.log_identity(); }
  Awaitable<std::uint64_t> last_sequence() override {
    ++questions_for_the_newest;
    const std::uint64_t newest = co_await store_.last_sequence();
    fail_if(reads_that_fail);
    co_return newest;
  }
  Awaitable<std::vector<std::string>> open_incident_ids() override { return store_.open_incident_ids(); }
  Awaitable<std::vector<std::string>> unit_ids() override { return store_.unit_ids(); }
  Awaitable<std::vector<DueIncident>> next_due(std::size_t most) override { return store_.next_due(most); }

 private:
  Awaitable<bool> answer_of(Awaitable<bool> commit) {
    const bool committed = co_await std::move(commit);
    if (before_one_answer) {
      const auto meanwhile = std::exchange(before_one_answer, nullptr);
      co_await meanwhile();
    }
    fail_if(commits_whose_answer_is_lost);
    co_return committed;
  }
  static Awaitable<bool> conflict() { co_return false; }
  static void fail_if(int& failures) {
    if (failures == 0) return;
    --failures;
    throw runtime::Unavailable("the store is away");
  }

  EventStore& store_;
};

struct MemoryDistrict : ::testing::Test {
  template <class T>
  T run(Awaitable<T> work) {
    return testing::run(io, std::move(work));
  }

  // Lets whatever can go on at once do so.
  void settle() {
    if (io.stopped()) io.restart();
    io.poll();
  }

  std::vector<LoggedEvent> log() {
    return run(memory.read_after(0, 1'000'000, std::chrono::milliseconds(0)));
  }

  boost::asio::io_context io;
  telemetry::Metrics metrics{{.service = "test", .version = "test"}};
  MemoryEventStore memory{io};
  UnsteadyStore store{memory};
  testing::CommandRunner runner{io, store, metrics};
  testing::CommandRunner elsewhere{io, memory, metrics, "elsewhere"};  // another process
};

// The same with a follower, which runs until the end of the test.
struct FollowedDistrict : MemoryDistrict {
  FollowedDistrict() { position.belongs_to("memory"); }
  void follow() { following = testing::start(io, follower.run()); }

  DistrictView view{store};
  LogPosition position{io};
  LogFollower follower{io, store, view, position, metrics};
  std::future<void> following;
};

}  // namespace turnout::event_store
