// What a file does not have is absent and counted; nothing else stands in for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "geo/data_error.h"
#include "unit/trace/traces.h"

namespace turnout::trace {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

std::string map_with(const std::string& line, const std::string& instead) {
  return std::regex_replace(kPlainColumns + kPlainTime, std::regex(line), instead);
}

std::string without(const std::string& key) {
  return map_with("  " + key + ": \\w+\n", "") + "absent: [" + key + "]\n";
}

TEST(AbsentStage, IsNotReadAndCountedForEveryOrder) {
  const Trace trace = trace_of(kPlainFile, without("en_route"));
  EXPECT_THAT(trace.absent, ElementsAre(Stage::kEnRoute));
  EXPECT_EQ(trace.flaws.count(Flaw::kEnRouteAbsent), 3U);
  EXPECT_EQ(trace.flaws.count(Flaw::kNoEnRoute), 0U);
  EXPECT_EQ(trace.flaws.count(Flaw::kCallNeverEnRoute), 0U);
}

TEST(AbsentStage, IsOneWhoseColumnIsThatOfAnother) {
  const Trace trace = trace_of(kPlainFile, map_with("en_route: EnRoute", "en_route: Dispatched"));
  EXPECT_THAT(trace.absent, ElementsAre(Stage::kEnRoute));
  EXPECT_EQ(trace.flaws.count(Flaw::kStageOfAnother), 3U);
  EXPECT_THAT(trace.flaws.of(Flaw::kStageOfAnother).first,
              HasSubstr("en route has the column 'Dispatched' too"));
  EXPECT_TRUE(trace.calls.front().orders.front().dispatched_at_ms);
}

TEST(AbsentStage, IsEnRouteRatherThanTheArrivalWhenTheyShareAColumn) {
  const Trace trace = trace_of(kPlainFile, map_with("en_route: EnRoute", "en_route: OnScene"));
  EXPECT_THAT(trace.absent, ElementsAre(Stage::kEnRoute));
}

TEST(AbsentStage, IsOneThatNoRowHas) {
  const std::string file = std::regex_replace(kPlainFile, std::regex("2026-03-03 00:05:00"), "");
  EXPECT_THAT(trace_of(file, kPlainColumns + kPlainTime).absent, ElementsAre(Stage::kOnScene));
}

TEST(AbsentStage, IsOneWithDatesOnly) {
  const std::string file = std::regex_replace(kPlainFile, std::regex("23:52:30|10:08:00"), "00:00:00");
  const Trace trace = trace_of(file, kPlainColumns + kPlainTime);
  EXPECT_THAT(trace.absent, ElementsAre(Stage::kEnRoute));
  EXPECT_EQ(trace.flaws.count(Flaw::kDatesOnly), 3U);
}

TEST(AbsentReceipt, LetsTheCallBeginAtItsFirstStage) {
  const Trace trace = trace_of(kPlainFile, without("received"));
  EXPECT_THAT(trace.absent, ElementsAre(Stage::kReceived));
  EXPECT_EQ(trace.calls.front().received_at_ms, trace.calls.front().orders.front().dispatched_at_ms);
  EXPECT_EQ(trace.flaws.count(Flaw::kReceivedAbsent), 2U);
  EXPECT_EQ(trace.flaws.count(Flaw::kCallStartedInField), 0U);
}

TEST(AbsentUnit, GivesOrdersTheFirstStandInThatIsFree) {
  const Trace trace = trace_of(kPlainFile, without("unit"));
  // The rows of call 1 are the same without their units.
  EXPECT_EQ(trace.flaws.count(Flaw::kRepeatedRow), 1U);
  EXPECT_EQ(trace.calls[0].orders[0].unit_id, "stand-in-1");
  EXPECT_EQ(trace.calls[1].orders[0].unit_id, "stand-in-1");
  EXPECT_EQ(trace.flaws.count(Flaw::kUnitAbsent), 2U);
}

TEST(AbsentUnit, GivesOrdersThatOverlapDifferentStandIns) {
  const std::string file = std::regex_replace(kPlainFile, std::regex("1,P2"), "3,P2");
  const Trace trace = trace_of(file, without("unit"));
  EXPECT_EQ(trace.calls[0].orders[0].unit_id, "stand-in-1");
  EXPECT_EQ(trace.calls[1].orders[0].unit_id, "stand-in-2");
}

TEST(AbsentPlace, IsCountedForEveryCall) {
  const Trace trace =
      trace_of(kPlainFile, map_with("  latitude: Lat\n  longitude: Lon\n", "") + "absent: [location]\n");
  EXPECT_FALSE(trace.calls.front().position);
  EXPECT_EQ(trace.flaws.count(Flaw::kLocationAbsent), 2U);
  EXPECT_EQ(trace.flaws.count(Flaw::kNoLocation), 0U);
}

TEST(AbsentCallNumber, MakesEveryRowACall) {
  const Trace trace = trace_of(kPlainFile, without("call"));
  ASSERT_EQ(trace.calls.size(), 3U);
  EXPECT_EQ(trace.calls[0].number, "row 2");
}

TEST(TimesToTheMinute, AreCounted) {
  const std::string file = std::regex_replace(kPlainFile, std::regex("(\\d\\d:\\d\\d):\\d\\d"), "$1");
  const Trace trace = trace_of(file, map_with("%H:%M:%S", "%H:%M"));
  EXPECT_EQ(trace.flaws.count(Flaw::kMinutesOnly), 3U);
}

TEST(Absent, MustNotNameWhatTheMapGivesAndMustNameWhatItDoesNot) {
  const auto refused = [](const std::string& map, const std::string& complaint) {
    EXPECT_THAT([&] { parse_trace_map(map, "map.yaml"); },
                ThrowsMessage<geo::DataError>(HasSubstr(complaint)));
  };
  const std::string plain = kPlainColumns + kPlainTime;
  refused(plain + "absent: [en_route]\n", "en_route is given, but absent names it too");
  refused(plain + "absent: [crew]\n", "absent names 'crew'; it may name call, unit, location, received");
  refused(map_with("  en_route: EnRoute\n", ""),
          "en_route is required; if the export has none, name it under absent");
  refused(map_with("%Y-%m-%d %H:%M:%S", "%Y-%m-%d"), "no stage can be measured by dates alone");
  refused(map_with("  on_scene: OnScene\n", "") +
              "durations: { unit: minutes, on_scene: { after: available, columns: [x] } }\n",
          "after must name a stage that comes before on_scene");
  refused(plain + "durations: { unit: minutes, on_scene: { after: received, columns: [x] } }\n",
          "on_scene has two sources");
  refused(without("received") + "durations: { unit: weeks }\n", "unit is 'weeks'; it must be one of seconds");
  refused(plain + "file: { encoding: Klingon }\n",
          "encoding is 'Klingon'; it must be one that iconv -l lists");
  refused(plain + "file: { delimiter: \"||\" }\n", "it must be one character");
}

TEST(AssumedReceipts, LayTheRowsOneAfterTheOther) {
  const Trace trace = trace_of("wait,travel\n1.5,\"1,645.3\"\n2,3\n", R"yaml(columns: {}
absent: [call, unit, location, en_route, available]
durations:
  unit: minutes
  dispatched: { after: received, columns: [wait] }
  on_scene: { after: dispatched, columns: [travel] }
receipts: { first: 2026-01-01 00:00:00, every_minutes: 10 }
)yaml" + kPlainTime);
  ASSERT_EQ(trace.calls.size(), 2U);
  const TraceCall& first = trace.calls[0];
  EXPECT_EQ(trace.calls[1].received_at_ms - first.received_at_ms, 600'000);
  EXPECT_EQ(*first.orders[0].dispatched_at_ms - first.received_at_ms, 90'000);
  EXPECT_EQ(*first.orders[0].on_scene_at_ms - *first.orders[0].dispatched_at_ms, 98'718'000);
  EXPECT_EQ(trace.flaws.count(Flaw::kReceivedAssumed), 2U);
  EXPECT_FALSE(trace.absent.contains(Stage::kReceived));
}

TEST(StatusRows, BeginAnotherOrderWhenTheUnitIsSentAgain) {
  const Trace trace = trace_of(
      "Nr,Car,Status,When\n"
      "1,P1,OUT,2026-03-02 10:02:00\n"
      "1,P1,SENT,2026-03-02 10:01:00\n"
      "1,P1,SENT,2026-03-02 11:01:00\n"
      "1,P1,SENT,2026-03-02 11:01:00\n"
      "1,,SENT,2026-03-02 11:01:00\n"
      "1,P1,HOME,2026-03-02 12:00:00\n",
      R"yaml(columns: { call: Nr, unit: Car }
absent: [location, received, on_scene, available]
statuses: { column: Status, time: When, stages: { SENT: dispatched, OUT: en_route } }
)yaml" + kPlainTime);
  ASSERT_EQ(trace.calls.at(0).orders.size(), 2U);
  EXPECT_TRUE(trace.calls[0].orders[0].en_route_at_ms);
  EXPECT_FALSE(trace.calls[0].orders[1].en_route_at_ms);
  EXPECT_EQ(trace.flaws.count(Flaw::kRepeatedStatus), 1U);
  EXPECT_EQ(trace.flaws.count(Flaw::kUnknownStatus), 1U);
  EXPECT_EQ(trace.flaws.count(Flaw::kNoUnit), 1U);
}

}  // namespace
}  // namespace turnout::trace
