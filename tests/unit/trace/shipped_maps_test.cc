// Every map in deploy/traces reads a file with the header line that was read from the published export. The rows are made up
// in its form.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "trace/trace_reader.h"

namespace turnout::trace {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::filesystem::path kMaps = TURNOUT_SOURCE_DIR "/deploy/traces";

Trace read(const std::string& map, const std::string& file) {
  return parse_trace(file, "export.csv", load_trace_map(kMaps / (map + ".yaml")));
}

std::int64_t seconds_between(const Instant& from, const Instant& to) {
  return (to.value() - from.value()) / 1'000;
}

TEST(ShippedMaps, NameTheirDataSetAndWhereTheirHeaderWasRead) {
  std::size_t maps = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kMaps)) {
    if (entry.path().extension() != ".yaml" || entry.path().stem() == "policy") continue;
    ++maps;
    const TraceMap map = load_trace_map(entry.path());
    EXPECT_NE(map.data_set, "") << entry.path();
    EXPECT_NE(map.header_read, "") << entry.path();
  }
  EXPECT_EQ(maps, 7U);
}

TEST(ShippedMaps, ReadSeattlesCallsWithoutAnyTurnout) {
  const std::string rows =
      "2023000001,REPORT WRITTEN,911,2,THEFT,THEFT,11/04/2023 6:08:26 PM,11/04/2023 6:20:00 "
      "PM,WEST,K,K3,-122.33,47.6\n"
      "2023000002,CANCELLED,911,1,FIGHT,FIGHT,11/04/2023 7:00:00 PM,01/01/1900 12:00:00 "
      "AM,WEST,K,K3,-122.34,47.6\n";
  const Trace trace =
      read("seattle",
           "CAD Event Number,Event Clearance Description,Call Type,Priority,Initial Call Type,"
           "Final Call Type,Original Time Queued,Arrived Time,Precinct,Sector,Beat,"
           "Blurred_Longitude,Blurred_Latitude\n" +
               rows);
  EXPECT_THAT(trace.absent, ElementsAre(Stage::kDispatched, Stage::kEnRoute, Stage::kAvailable));
  ASSERT_EQ(trace.calls.size(), 2U);
  EXPECT_EQ(seconds_between(trace.calls[0].received_at_ms, trace.calls[0].orders[0].on_scene_at_ms), 694);
  EXPECT_EQ(trace.calls[0].position->latitude_deg(), 47.6);
  EXPECT_FALSE(trace.calls[1].orders[0].on_scene_at_ms);
  EXPECT_EQ(trace.flaws.count(Flaw::kUnreadableTime), 0U);
}

TEST(ShippedMaps, ReadSeattlesCutWithAnEmptyNameInItsHeader) {
  const Trace trace =
      read("seattle_without_places",
           ",CAD Event Number,Event Clearance Description,Call Type,Priority,Initial Call Type,"
           "Final Call Type,Original Time Queued,Arrived Time,Precinct,Sector,Beat\n"
           "0,2023000001,REPORT,911,2,THEFT,THEFT,11/04/2023 6:08:26 PM,11/04/2023 6:20:00 PM,W,K,K3\n");
  EXPECT_EQ(trace.flaws.count(Flaw::kLocationAbsent), 1U);
  EXPECT_EQ(trace.calls.at(0).number, "2023000001");
}

TEST(ShippedMaps, ReadMontgomeryCountysCallsWithNothingToMeasure) {
  const Trace trace = read("montgomery_county",
                           "40.1,-75.3,EMS: ABDOMINAL PAINS,2016-01-15 12:01,NORRISTOWN,MAIN ST & ELM ST\n"
                           "40.2,-75.4,Fire: GAS-ODOR/LEAK,2016-01-15 12:05,HATFIELD,OAK RD\n");
  EXPECT_THAT(trace.absent,
              ElementsAre(Stage::kDispatched, Stage::kEnRoute, Stage::kOnScene, Stage::kAvailable));
  ASSERT_EQ(trace.calls.size(), 2U);
  EXPECT_EQ(trace.calls[0].type, "EMS: ABDOMINAL PAINS");
  EXPECT_EQ(trace.calls[0].position->longitude_deg(), -75.3);
  EXPECT_EQ(trace.flaws.count(Flaw::kMinutesOnly), 2U);
}

TEST(ShippedMaps, ReadDetroitsDurations) {
  const Trace trace =
      read("detroit",
           "\xEF\xBB\xBFintaketime,dispatchtime,traveltime,totalresponsetime,time_on_scene,totaltime\n"
           "1.7,2.3,6,10,30,40\n"
           "2,\"1,645.3\",5,1652.3,10,1662.3\n");
  EXPECT_THAT(trace.absent, ElementsAre(Stage::kEnRoute));
  ASSERT_EQ(trace.calls.size(), 2U);
  const TraceCall& call = trace.calls[0];
  EXPECT_EQ(seconds_between(call.received_at_ms, call.orders[0].dispatched_at_ms), 240);
  EXPECT_EQ(seconds_between(call.received_at_ms, call.orders[0].on_scene_at_ms), 600);
  EXPECT_EQ(seconds_between(call.received_at_ms, call.orders[0].available_at_ms), 2'400);
  EXPECT_EQ(trace.flaws.count(Flaw::kReceivedAssumed), 2U);
}

TEST(ShippedMaps, ReadLondonsMobilisationsWithoutTheTimeOfTheCall) {
  const Trace trace =
      read("london",
           "IncidentNumber,IncidentNumber,CalYear,HourOfCall,ResourceMobilisationId,Resource_Code,"
           "PerformanceReporting,"
           "DateAndTimeMobilised,DateAndTimeMobile,DateAndTimeArrived,TurnoutTimeSeconds,TravelTimeSeconds,"
           "AttendanceTimeSeconds,DateAndTimeLeft,DateAndTimeReturned,DeployedFromStation_Code,"
           "DeployedFromStation_Name,DeployedFromLocation,PumpOrder,PlusCode_Code,PlusCode_Description,"
           "DelayCodeId,"
           "DelayCode_Description\n"
           "1-230101,1-230101,2023,0,1,H221,1,01/01/2023 00:10:00,01/01/2023 00:11:05,01/01/2023 "
           "00:15:00,65,235,300,"
           "01/01/2023 00:40:00,NULL,H22,Lambeth,Home Station,1,Initial,Initial Mobilisation,NULL,NULL\n"
           "1-230101,1-230101,2023,0,2,H222,2,01/01/2023 00:10:10,NULL,01/01/2023 00:16:00,NULL,NULL,350,"
           "01/01/2023 00:41:00,NULL,H22,Lambeth,Home Station,2,Initial,Initial Mobilisation,NULL,NULL\n");
  EXPECT_THAT(trace.absent, ElementsAre(Stage::kReceived));
  ASSERT_EQ(trace.calls.size(), 1U);
  ASSERT_EQ(trace.calls[0].orders.size(), 2U);
  EXPECT_EQ(
      seconds_between(trace.calls[0].orders[0].dispatched_at_ms, trace.calls[0].orders[0].en_route_at_ms),
      65);
  EXPECT_EQ(trace.flaws.count(Flaw::kNoEnRoute), 1U);
  EXPECT_EQ(trace.flaws.count(Flaw::kUnreadableTime), 0U);
}

TEST(ShippedMaps, ReadDublinsStagesAcrossMidnight) {
  const Trace trace =
      read("dublin",
           "ID,Date,Station Name,Description,TOC,ORD,MOB,IA,LS,AH,MAV,CD\n"
           "7,01/02/2020,Tara St,Fire ALARM,23:58:08,23:59:00,00:00:30,00:06:08,,,00:30:00,00:31:00\n");
  EXPECT_THAT(trace.absent, IsEmpty());
  const TraceCall& call = trace.calls.at(0);
  EXPECT_EQ(call.received_at_ms, 1'580'601'488'000);  // the first of February, not the second of January
  EXPECT_EQ(seconds_between(call.received_at_ms, call.orders[0].en_route_at_ms), 142);
  EXPECT_EQ(seconds_between(call.received_at_ms, call.orders[0].on_scene_at_ms), 480);
  EXPECT_EQ(trace.flaws.count(Flaw::kStagesOutOfOrder), 0U);
  EXPECT_EQ(trace.flaws.count(Flaw::kUnitAbsent), 1U);
}

}  // namespace
}  // namespace turnout::trace
