#include "domain/stamp.h"

#include <gtest/gtest.h>

#include "domain/orders.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;

// An order of instant 100, a terminal whose last contact was at 200, a report that comes in at 1,000.
struct StampRow {
  const char* what;
  v1::TimeSource source;
  std::int64_t device_at_ms;
  bool accept_imported;
  v1::TimeBasis basis;
  std::int64_t at_ms;
};

constexpr StampRow kStampRows[] = {
    {"without a device time", v1::TIME_SOURCE_BUTTON, 0, false, v1::TIME_BASIS_SERVER, 1'000},
    {"a radio message", v1::TIME_SOURCE_RADIO, 0, false, v1::TIME_BASIS_SERVER, 1'000},
    {"an import without a time", v1::TIME_SOURCE_IMPORT, 0, true, v1::TIME_BASIS_SERVER, 1'000},
    {"a terminal that was offline", v1::TIME_SOURCE_BUTTON, 600, false, v1::TIME_BASIS_DEVICE, 600},
    {"a source that is not said", v1::TIME_SOURCE_UNSPECIFIED, 600, false, v1::TIME_BASIS_DEVICE, 600},
    {"its position, while offline", v1::TIME_SOURCE_POSITION, 600, false, v1::TIME_BASIS_DEVICE, 600},
    {"at the very last contact", v1::TIME_SOURCE_BUTTON, 200, false, v1::TIME_BASIS_DEVICE, 200},
    {"before the last contact", v1::TIME_SOURCE_BUTTON, 199, false, v1::TIME_BASIS_UNCONFIRMED, 1'000},
    {"before its order", v1::TIME_SOURCE_BUTTON, 99, false, v1::TIME_BASIS_UNCONFIRMED, 1'000},
    {"at this very instant", v1::TIME_SOURCE_BUTTON, 1'000, false, v1::TIME_BASIS_DEVICE, 1'000},
    {"in the future", v1::TIME_SOURCE_BUTTON, 1'001, false, v1::TIME_BASIS_UNCONFIRMED, 1'000},
    {"said over radio", v1::TIME_SOURCE_RADIO, 600, false, v1::TIME_BASIS_UNCONFIRMED, 1'000},
    {"entered from notes", v1::TIME_SOURCE_LATE_ENTRY, 600, true, v1::TIME_BASIS_UNCONFIRMED, 1'000},
    {"imported, accepted", v1::TIME_SOURCE_IMPORT, 150, true, v1::TIME_BASIS_RECORD, 150},
    {"imported, not accepted", v1::TIME_SOURCE_IMPORT, 600, false, v1::TIME_BASIS_UNCONFIRMED, 1'000},
    {"imported, before its order", v1::TIME_SOURCE_IMPORT, 99, true, v1::TIME_BASIS_UNCONFIRMED, 1'000},
    {"imported, from the future", v1::TIME_SOURCE_IMPORT, 1'001, true, v1::TIME_BASIS_UNCONFIRMED, 1'000},
};

TEST(TimeStamp, OfATerminalThatIsATouchFastCountsAsReceived) {
  Story story = given(report(), register_unit(), assign().after(10s));
  story.must(milestone(v1::MILESTONE_ACKNOWLEDGED).device(20s + 1'900ms).after(20s));
  const v1::Stamp& touch = *domain::find_stamp(story.order(), v1::MILESTONE_ACKNOWLEDGED);
  EXPECT_EQ(touch.basis(), v1::TIME_BASIS_DEVICE);
  EXPECT_EQ(touch.at_ms(), kCallAtMs + 20'000);
  story.must(milestone(v1::MILESTONE_EN_ROUTE).device(30s + 2'001ms).after(30s));
  EXPECT_EQ(domain::find_stamp(story.order(), v1::MILESTONE_EN_ROUTE)->basis(), v1::TIME_BASIS_UNCONFIRMED);
}

TEST(TimeStamp, HasAToleranceOfThePolicy) {
  Story story = given(report(), register_unit(), assign().after(10s));
  story.policy.set_device_tolerance_ms(10'000);
  story.must(milestone(v1::MILESTONE_EN_ROUTE).device(39s).after(30s));
  EXPECT_EQ(domain::find_stamp(story.order(), v1::MILESTONE_EN_ROUTE)->basis(), v1::TIME_BASIS_DEVICE);
}

TEST(TimeStamp, CountsTheTimeThatCanBeTrustedAndKeepsBoth) {
  for (const StampRow& row : kStampRows) {
    const v1::Stamp stamp = domain::stamp_of({.source = row.source,
                                              .device_at_ms = row.device_at_ms,
                                              .earliest_ms = 100,
                                              .contact_at_ms = 200,
                                              .accept_imported = row.accept_imported},
                                             1'000);
    EXPECT_EQ(stamp.basis(), row.basis) << row.what;
    EXPECT_EQ(stamp.at_ms(), row.at_ms) << row.what;
    EXPECT_EQ(stamp.device_at_ms(), row.device_at_ms) << row.what;
    EXPECT_EQ(stamp.server_at_ms(), 1'000) << row.what;
    EXPECT_NE(stamp.source(), v1::TIME_SOURCE_UNSPECIFIED) << row.what;
  }
}

v1::Stamp stamp_of(const Story& story, v1::Milestone milestone) {
  return *domain::find_stamp(story.order(), milestone);
}

TEST(TimeStamp, CountsEveryReportOfATerminalThatComesBackWithAQueueOfThem) {
  const Story story = given(report(), register_unit(), assign().after(10s),
                            milestone(v1::MILESTONE_READ).device(12s).after(12s),
                            milestone(v1::MILESTONE_ACKNOWLEDGED).device(20s).after(400s),
                            milestone(v1::MILESTONE_EN_ROUTE).device(50s).after(400s),
                            milestone(v1::MILESTONE_ON_SCENE).device(300s).after(401s));
  for (const auto& [milestone, at_s] : {std::pair{v1::MILESTONE_ACKNOWLEDGED, 20},
                                        {v1::MILESTONE_EN_ROUTE, 50},
                                        {v1::MILESTONE_ON_SCENE, 300}}) {
    EXPECT_EQ(stamp_of(story, milestone).basis(), v1::TIME_BASIS_DEVICE);
    EXPECT_EQ(stamp_of(story, milestone).at_ms(), kCallAtMs + at_s * 1'000);
  }
  EXPECT_EQ(story.unit().contact_at_ms(), kCallAtMs + 300'000);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_MET_REPORTED_LATE);
}

TEST(TimeStamp, DoesNotCountADeviceTimeBeforeALaterContact) {
  const Story story =
      given(report(), register_unit(), assign().after(10s), milestone(v1::MILESTONE_READ).after(310s),
            milestone(v1::MILESTONE_EN_ROUTE).device(290s).after(320s));
  EXPECT_EQ(stamp_of(story, v1::MILESTONE_EN_ROUTE).basis(), v1::TIME_BASIS_UNCONFIRMED);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_BREACHED);
}

// It came back with one old report at 400 s, and could have sent the other one then.
TEST(TimeStamp, DoesNotCountADeviceTimeThatALaterQueueCouldHaveBrought) {
  const Story story = given(report(), register_unit(), assign().after(10s),
                            milestone(v1::MILESTONE_ACKNOWLEDGED).device(20s).after(400s),
                            milestone(v1::MILESTONE_EN_ROUTE).device(50s).after(431s));
  EXPECT_EQ(stamp_of(story, v1::MILESTONE_ACKNOWLEDGED).basis(), v1::TIME_BASIS_DEVICE);
  EXPECT_EQ(stamp_of(story, v1::MILESTONE_EN_ROUTE).basis(), v1::TIME_BASIS_UNCONFIRMED);
}

TEST(TimeStamp, TakesARadioMessageForNoContactOfTheTerminal) {
  const Story story = given(report(), register_unit(), assign().after(10s),
                            milestone(v1::MILESTONE_EN_ROUTE).from(v1::TIME_SOURCE_RADIO).after(60s),
                            milestone(v1::MILESTONE_ACKNOWLEDGED).device(30s).after(320s));
  EXPECT_EQ(stamp_of(story, v1::MILESTONE_ACKNOWLEDGED).basis(), v1::TIME_BASIS_DEVICE);
}

TEST(TimeStamp, OfAnOrderIsImportedFromTheStartOfTheIncidentOn) {
  Story story;
  story.policy.set_accept_imported_times(true);
  story.must(report()).must(register_unit());
  story.must(assign().from(v1::TIME_SOURCE_IMPORT).device(0s).after(5s));
  EXPECT_EQ(stamp_of(story, v1::MILESTONE_ASSIGNED).basis(), v1::TIME_BASIS_RECORD);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ASSIGN).stopped_at_ms(), kCallAtMs);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ACKNOWLEDGE, 1).started_at_ms(), kCallAtMs);
}

TEST(TimeStamp, OfAnOrderIsTheServersIfTheDispatcherNamesAnother) {
  const Story story = given(report(), register_unit(), assign().device(5s).after(10s));
  EXPECT_EQ(stamp_of(story, v1::MILESTONE_ASSIGNED).basis(), v1::TIME_BASIS_UNCONFIRMED);
  EXPECT_EQ(stamp_of(story, v1::MILESTONE_ASSIGNED).at_ms(), kCallAtMs + 10'000);
  EXPECT_EQ(stamp_of(story, v1::MILESTONE_ASSIGNED).source(), v1::TIME_SOURCE_BUTTON);
}

}  // namespace
}  // namespace turnout::testing
