// On 2020-11-01 the clocks of Los Angeles show 1:00 to 2:00 twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "trace/trace_reader.h"

namespace turnout::trace {
namespace {

using ::testing::ElementsAre;

constexpr std::int64_t kMidnightMs = 1'604'214'000'000;  // 2020-11-01T00:00:00-07:00

// Rows of one call each: "received/dispatched"; minutes after midnight are expected.
std::vector<std::pair<std::int64_t, std::int64_t>> minutes(const std::vector<std::string>& rows,
                                                           std::size_t marked) {
  std::string file = "Call,Unit,Received,Dispatched\n";
  int number = 0;
  for (const std::string& row : rows) {
    const std::size_t slash = row.find('/');
    const std::string call = std::to_string(++number);
    file += call + ",P" + call + ",2020-11-01 " + row.substr(0, slash) + ",2020-11-01 " +
            row.substr(slash + 1) + "\n";
  }
  const Trace trace = parse_trace(file, "trace.csv",
                                  parse_trace_map(R"yaml(
columns: { call: Call, unit: Unit, received: Received, dispatched: Dispatched }
absent: [en_route, on_scene, available, location]
time: { format: "%Y-%m-%d %H:%M", zone: America/Los_Angeles }
)yaml",
                                                  "map.yaml"));
  EXPECT_EQ(trace.flaws.count(Flaw::kAmbiguousTime), marked);
  std::vector<std::pair<std::int64_t, std::int64_t>> result(rows.size());
  for (const TraceCall& call : trace.calls) {
    result[std::stoul(call.number) - 1] = {(call.received_at_ms - kMidnightMs) / 60'000,
                                           (*call.orders[0].dispatched_at_ms - kMidnightMs) / 60'000};
  }
  return result;
}

TEST(DoubledHour, IsTheSecondOneWhereTheClockGoesBackFromOneRowToTheNext) {
  EXPECT_THAT(minutes({"00:30/00:31", "01:50/01:51", "01:10/01:11", "01:20/01:21", "02:05/02:06"}, 3),
              ElementsAre(std::pair(30, 31), std::pair(110, 111), std::pair(130, 131), std::pair(140, 141),
                          std::pair(185, 186)));
}

TEST(DoubledHour, IsReadTheSameWayInAFileWithTheNewestRowFirst) {
  EXPECT_THAT(minutes({"02:05/02:06", "01:20/01:21", "01:10/01:11", "01:50/01:51", "00:30/00:31"}, 3),
              ElementsAre(std::pair(185, 186), std::pair(140, 141), std::pair(130, 131), std::pair(110, 111),
                          std::pair(30, 31)));
}

TEST(DoubledHour, IsTheSecondOneForAStageThatWouldBeBeforeTheOneBefore) {
  EXPECT_THAT(minutes({"00:30/00:31", "01:55/01:05", "02:05/02:06"}, 1),
              ElementsAre(std::pair(30, 31), std::pair(115, 125), std::pair(185, 186)));
}

TEST(DoubledHour, IsTheFirstOneWhereTheRowsAreInNoOrder) {
  EXPECT_THAT(minutes({"03:00/03:01", "00:30/00:31", "01:50/01:51", "01:10/01:11", "02:05/02:06"}, 2),
              ElementsAre(std::pair(240, 241), std::pair(30, 31), std::pair(110, 111), std::pair(70, 71),
                          std::pair(185, 186)));
}

}  // namespace
}  // namespace turnout::trace
