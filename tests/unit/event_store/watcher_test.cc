#include "event_store/watcher.h"

#include "memory_district.h"

namespace turnout::event_store {
namespace {

using testing::assign;
using ::testing::HasSubstr;
using testing::note;
using testing::register_unit;
using testing::report;

struct WatcherTest : FollowedDistrict {
  // A service that starts now: it knows the log from here on.
  void start_service() {
    tail.begin_after(run(view.load_current()));
    follow();
  }

  // The next `count` entries from a cursor on.
  std::vector<std::uint64_t> watch(std::uint64_t cursor, std::size_t count) {
    Watcher watcher(store, tail, metrics, cursor);
    std::vector<std::uint64_t> places;
    while (places.size() < count) {
      const auto entries = run(watcher.next());
      for (const Entry& entry : entries.value()) {
        EXPECT_EQ(entry.incident != nullptr, entry.event->incident_version() != 0);
        EXPECT_EQ(entry.unit != nullptr, entry.event->unit_version() != 0);
        if (entry.incident) {
          EXPECT_GE(entry.incident->version(), entry.event->incident_version());
        }
        places.push_back(entry.sequence);
      }
    }
    return places;
  }

  v1::RefusalReason refusal(std::uint64_t cursor) {
    Watcher watcher(store, tail, metrics, cursor);
    const auto entries = run(watcher.next());
    return entries ? v1::REFUSAL_REASON_UNSPECIFIED : entries.error().reason();
  }

  static std::vector<std::uint64_t> from_to(std::uint64_t from, std::uint64_t to) {
    std::vector<std::uint64_t> places;
    for (std::uint64_t i = from; i <= to; ++i) places.push_back(i);
    return places;
  }
};

TEST_F(WatcherTest, ResumesFromAnyPlaceWithoutAGapOrARepeat) {
  desk.must(report(), register_unit(), assign(), note(), note());
  start_service();
  desk.must(note(), note(), register_unit("car-2"), note());
  run(follower.catch_up());
  for (std::uint64_t cursor = 0; cursor < 9; ++cursor) {
    EXPECT_EQ(watch(cursor, 9 - cursor), from_to(cursor + 1, 9)) << cursor;
  }
}

TEST_F(WatcherTest, ReadsALongPastInPages) {
  desk.must(report());
  for (int i = 0; i < 600; ++i) desk.must(note());
  start_service();
  EXPECT_EQ(watch(1, 600), from_to(2, 601));
}

TEST_F(WatcherTest, WaitsForWhatHappensNext) {
  desk.must(report());
  start_service();
  Watcher watcher(store, tail, metrics, sequence_of("", tail).value());
  auto next = testing::start(io, watcher.next());
  desk.must(note());
  EXPECT_EQ(testing::run(io, std::move(next)).value().at(0).event->note_added().note().author(), "taker-1");
}

TEST_F(WatcherTest, IsCutOffWhenItFallsBehindWhatIsKept) {
  desk.must(report());
  start_service();
  Watcher slow(store, tail, metrics, 1);
  desk.must(note());
  EXPECT_EQ(run(slow.next()).value().size(), 1U);
  const auto event = std::make_shared<v1::Event>();
  std::vector<Entry> entries;
  for (std::uint64_t i = 3; i < 10 + Tail::kMostEntries; ++i) entries.push_back({i, event, nullptr, nullptr});
  tail.append(entries);
  EXPECT_EQ(run(slow.next()).error().reason(), v1::REFUSAL_REASON_WATCHER_TOO_SLOW);
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_watchers_cut_off_total 1"));
}

TEST_F(WatcherTest, RefusesACursorThatIsNone) {
  for (const char* cursor : {"x", "-1", "1x", " 1", "1-0", "18446744073709551616"}) {
    const auto sequence = sequence_of(cursor, tail);
    ASSERT_FALSE(sequence) << cursor;
    EXPECT_EQ(sequence.error().reason(), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
    EXPECT_EQ(sequence.error().field(), "cursor");
  }
  EXPECT_EQ(sequence_of(cursor_of(41), tail).value(), 41U);
}

TEST_F(WatcherTest, RefusesACursorBeyondTheLog) {
  desk.must(report());
  start_service();
  EXPECT_EQ(refusal(2), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
  EXPECT_EQ(refusal(~std::uint64_t{0}), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
}

// Another replica of the service has handed out a cursor that this one has not read up to yet.
TEST_F(WatcherTest, WaitsForACursorThatIsAheadOfThisProcessOnly) {
  desk.must(report());
  tail.begin_after(run(view.load_current()));
  desk.must(note(), note());
  Watcher watcher(store, tail, metrics, 3);
  auto next = testing::start(io, watcher.next());
  settle();
  follow();
  desk.must(note());
  EXPECT_EQ(testing::run(io, std::move(next)).value().at(0).sequence, 4U);
}

TEST_F(WatcherTest, RefusesACursorThatWasTrimmedAway) {
  desk.must(report(), note(), note(), note());
  start_service();
  store.trimmed = 2;
  EXPECT_EQ(refusal(1), v1::REFUSAL_REASON_CURSOR_UNKNOWN);
  EXPECT_EQ(watch(2, 2), from_to(3, 4));
}

}  // namespace
}  // namespace turnout::event_store
