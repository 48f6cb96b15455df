// The real trace of the shared data, when it is there, against its published figures.
#include <gtest/gtest.h>

#include "geo/jurisdictions.h"
#include "geo/text_file.h"
#include "testing/shared_data.h"
#include "trace/csv.h"
#include "trace/location.h"
#include "trace/trace_reader.h"

namespace turnout::trace {
namespace {

constexpr const char* kTrace = "sf_fire_cad_2020-04-07_04-20.csv.gz";
constexpr const char* kSanFranciscoMap = TURNOUT_SOURCE_DIR "/deploy/traces/san_francisco.yaml";
constexpr const char* kNeighbourhoods = "sf_analysis_neighborhoods.geojson.gz";

TEST(SanFrancisco, HasItsPublishedCallsAssignmentsAndFlaws) {
  TURNOUT_REQUIRE_SHARED_DATA(kTrace);
  const Trace trace = read_trace(testing::shared_data(kTrace), load_trace_map(kSanFranciscoMap));
  EXPECT_EQ(trace.rows, 10'410U);
  EXPECT_EQ(trace.calls.size(), 5'292U);
  std::size_t orders = 0;
  std::size_t at_300_s = 0;
  for (const TraceCall& call : trace.calls) {
    orders += call.orders.size();
    Instant first;
    for (const TraceOrder& order : call.orders) {
      if (order.en_route_at_ms) first = first ? std::min(first, order.en_route_at_ms) : order.en_route_at_ms;
    }
    at_300_s += first && *first - call.received_at_ms == 300'000 ? 1 : 0;
  }
  EXPECT_EQ(orders, 10'410U);
  EXPECT_EQ(at_300_s, 8U);
  EXPECT_EQ(trace.flaws.count(Flaw::kNoOnScene), 1'716U);
  EXPECT_EQ(trace.flaws.count(Flaw::kNoEnRoute), 10'410U - 10'207U);
  EXPECT_EQ(trace.flaws.count(Flaw::kStagesOutOfOrder), 17U);
  EXPECT_EQ(trace.flaws.count(Flaw::kPlayedStagesOutOfOrder), 1U);
  EXPECT_EQ(trace.flaws.count(Flaw::kEnRouteIsOnScene), 268U);
  EXPECT_EQ(trace.flaws.count(Flaw::kAddedLate), 78U);
  EXPECT_EQ(trace.flaws.count(Flaw::kOverlapping), 16U);
  EXPECT_EQ(trace.flaws.count(Flaw::kNoAvailable), 2U);
  EXPECT_EQ(trace.flaws.count(Flaw::kCallNeverEnRoute), 12U);
  EXPECT_EQ(trace.flaws.count(Flaw::kCallWithGap), 51U);
  EXPECT_EQ(trace.flaws.count(Flaw::kCallStartedInField), 451U);
  for (const Flaw none :
       {Flaw::kWrongFieldCount, Flaw::kRepeatedRow, Flaw::kNoReceived, Flaw::kUnreadableTime,
        Flaw::kNoLocation, Flaw::kUnknownPriority, Flaw::kCallDiffers}) {
    EXPECT_EQ(trace.flaws.count(none), 0U) << describe(none).name;
  }
}

TEST(SanFrancisco, HasJurisdictionsThatAgreeWithItsOwnColumnForNearlyAllRows) {
  TURNOUT_REQUIRE_SHARED_DATA(kTrace);
  TURNOUT_REQUIRE_SHARED_DATA(kNeighbourhoods);
  const auto city = geo::Jurisdictions::load(testing::shared_data(kNeighbourhoods),
                                             load_trace_map(kSanFranciscoMap).jurisdictions);
  const auto pattern = LocationPattern::parse("({latitude}, {longitude})");
  std::size_t rows = 0;
  std::size_t agree = 0;
  read_csv(geo::read_text_file(testing::shared_data(kTrace)), kTrace, [&](const CsvRow& row) {
    if (row[0] == "Call Number") return;
    const auto place = pattern->read(row.at(32));
    ASSERT_TRUE(place);
    ++rows;
    agree += city.locate(*place).station.name() == row.at(31) ? 1 : 0;
  });
  EXPECT_EQ(rows, 10'410U);
  EXPECT_NEAR(static_cast<double>(agree) / static_cast<double>(rows), 0.989, 0.0005);
}

}  // namespace
}  // namespace turnout::trace
