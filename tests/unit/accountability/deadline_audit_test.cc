#include "accountability/deadline_audit.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "domain/apply.h"
#include "testing/given_when_then.h"

namespace turnout::accountability {
namespace {

using namespace std::chrono_literals;
using ::testing::Pair;
using testing::Story;

// The events of a call that is warned of, breached at 300 s and climbs its ladder to the end.
std::vector<v1::Event> ladder() {
  Story story;
  story.policy = testing::acting_policy();
  story.must(testing::report());
  for (const auto at : {181s, 241s, 301s, 422s, 723s, 1'324s}) story.must(testing::deadlines().after(at));
  return story.log();
}

// The index of the first event that `is_meant`.
template <class Is>
std::size_t place_of(const std::vector<v1::Event>& log, Is is_meant) {
  return static_cast<std::size_t>(std::ranges::find_if(log, is_meant) - log.begin());
}
std::size_t breach_in(const std::vector<v1::Event>& log) {
  return place_of(
      log, [](const v1::Event& event) { return event.deadline_breached().kind() == v1::CLOCK_KIND_TURNOUT; });
}
std::size_t warning_in(const std::vector<v1::Event>& log) {
  return place_of(log, [](const v1::Event& event) { return event.has_deadline_warned(); });
}
std::size_t level_in(const std::vector<v1::Event>& log, std::uint32_t level) {
  return place_of(log,
                  [level](const v1::Event& event) { return event.escalation_raised().level() == level; });
}

// What somebody without a version check would have written beside the event at this place.
std::vector<v1::Event> with_again(std::vector<v1::Event> log, std::size_t place) {
  log.insert(log.begin() + static_cast<std::ptrdiff_t>(place) + 1, log.at(place));
  return log;
}

// The same log with the event at this place fired at another time.
std::vector<v1::Event> with_at(std::vector<v1::Event> log, std::size_t place, std::int64_t at_ms) {
  log.at(place).set_at_ms(at_ms);
  return log;
}

// The faults that the audit of such a log counts: early and twice.
std::pair<int, int> faults(const std::vector<v1::Event>& log, std::int64_t since_ms = 0) {
  telemetry::Metrics metrics({.service = "test", .version = "test"});
  DeadlineAudit audit(since_ms, metrics);
  v1::Incident state;
  std::uint64_t sequence = 0;
  for (const v1::Event& event : log) {
    if (event.incident_version() > state.version()) domain::apply(event, state);
    event_store::Entry entry;
    entry.sequence = ++sequence;
    entry.event = std::make_shared<v1::Event>(event);
    entry.incident = std::make_shared<v1::Incident>(state);
    audit.take({entry});
  }
  const std::string text = metrics.text();
  const auto count = [&text](const std::string& fault) {
    const std::string series = "turnout_deadline_faults_total{fault=\"" + fault + "\"} ";
    return std::stoi(text.substr(text.find(series) + series.size()));
  };
  return {count("early"), count("twice")};
}

TEST(DeadlineAudit, FindsNothingInALogInWhichEverythingFiredOnceAfterItsTime) {
  EXPECT_THAT(faults(ladder()), Pair(0, 0));
}

TEST(DeadlineAudit, CountsWhatFiredBeforeItWasDueOrInThatVeryMillisecond) {
  const std::vector<v1::Event> log = ladder();
  EXPECT_THAT(faults(with_at(log, breach_in(log), testing::kCallAtMs + 300'000)), Pair(1, 0));
  EXPECT_THAT(faults(with_at(log, warning_in(log), testing::kCallAtMs + 180'000)), Pair(1, 0));
  EXPECT_THAT(faults(with_at(log, level_in(log, 2), testing::kCallAtMs + 419'999)), Pair(1, 0));
}

TEST(DeadlineAudit, CountsWhatFiredAgain) {
  const std::vector<v1::Event> log = ladder();
  for (const std::size_t place : {breach_in(log), warning_in(log), level_in(log, 1), level_in(log, 3)}) {
    EXPECT_THAT(faults(with_again(log, place)), Pair(0, 1)) << log.at(place).ShortDebugString();
  }
}

TEST(DeadlineAudit, CountsOnlyWhatHappensFromItsBeginOn) {
  const std::vector<v1::Event> log = ladder();
  const std::vector<v1::Event> doubled = with_again(log, breach_in(log));
  EXPECT_THAT(faults(doubled, testing::kCallAtMs + 301'000), Pair(0, 1));
  EXPECT_THAT(faults(doubled, testing::kCallAtMs + 301'001), Pair(0, 0));
}

}  // namespace
}  // namespace turnout::accountability
