#include "replay/file_figures.h"

#include <gtest/gtest.h>

#include "testing/shared_data.h"
#include "trace/trace_map.h"
#include "trace/trace_reader.h"
#include "unit/replay/calls.h"

namespace turnout::replay {
namespace {

TEST(FileFigures, CountRowsWithBothEndsAndLeaveOutThoseOutOfOrder) {
  const Calls trace = Calls().add(
      "A", 0,
      {{"X", 60, 90, 300, 900}, {"Y", 60, 100, {}, 900}, {"Z", 60, 50, {}, 900}, {"W", 60, {}, {}, 900}});
  const auto figures = file_figures(v1::STAGE_ASSIGNED_TO_EN_ROUTE, trace.calls);
  EXPECT_EQ(figures.count(), 2U);
  EXPECT_EQ(figures.excluded(), 1U);
  EXPECT_EQ(figures.median_ms(), 30'000);
  EXPECT_EQ(figures.p90_ms(), 40'000);
}

TEST(FileFigures, TakeTheFirstUnitThatGotThere) {
  const Calls trace = Calls().add("A", 0, {{"X", 60, 400, 500, 900}, {"Y", 60, 290, 650, 900}});
  EXPECT_EQ(first_en_route(trace.calls[0]), at(290));
  EXPECT_EQ(first_on_scene(trace.calls[0]), at(500));
}

TEST(FileFigures, OfTheSanFranciscoTraceAreThePublishedOnes) {
  constexpr const char* kTrace = "sf_fire_cad_2020-04-07_04-20.csv.gz";
  TURNOUT_REQUIRE_SHARED_DATA(kTrace);
  const auto map = trace::load_trace_map(TURNOUT_SOURCE_DIR "/deploy/traces/san_francisco.yaml");
  const auto calls = trace::read_trace(testing::shared_data(kTrace), map).calls;
  const auto percent = [&calls](std::uint64_t count) {
    return 100 * static_cast<double>(count) / static_cast<double>(calls.size());
  };
  EXPECT_NEAR(percent(file_band(300'000, calls).en_route()), 91.9, 0.05);
  EXPECT_NEAR(percent(file_band(600'000, calls).en_route()), 99.1, 0.05);
  EXPECT_NEAR(percent(file_band(300'000, calls).on_scene()), 23.2, 0.05);
  EXPECT_NEAR(percent(file_band(600'000, calls).on_scene()), 66.8, 0.05);
}

}  // namespace
}  // namespace turnout::replay
