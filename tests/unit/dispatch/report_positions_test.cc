#include "../chassis/served_district.h"
#include "dispatch/verbs.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {
namespace {

using namespace std::chrono_literals;
using testing::kCallAtMs;
using testing::register_unit;

// What a terminal sends before it ends its stream.
struct Terminal final : rpc::StreamSource<v1::ReportPositionsRequest> {
  Awaitable<std::optional<v1::ReportPositionsRequest>> read() override {
    if (next == reports.size()) co_return std::nullopt;
    co_return reports[next++];
  }
  Terminal& says(const std::string& unit, double longitude, testing::Duration since_call) {
    v1::ReportPositionsRequest& report = reports.emplace_back();
    report.set_unit_id(unit);
    report.mutable_position()->set_latitude_deg(35);
    report.mutable_position()->set_longitude_deg(longitude);
    report.set_device_at_ms(kCallAtMs + since_call.count());
    return *this;
  }

  std::vector<v1::ReportPositionsRequest> reports;
  std::size_t next = 0;
};

struct ReportPositions : chassis::ServedDistrict {
  Outcome<v1::ReportPositionsResponse> send(Terminal& sender) {
    return run(report_positions(district, rpc::StreamReader<v1::ReportPositionsRequest>(sender)));
  }
  const v1::Fix& last(const std::string& unit) { return positions.last().at(unit); }

  Terminal terminal;
};

TEST_F(ReportPositions, KeepsTheNewestOfEachUnit) {
  elsewhere.must(register_unit("car-1"), register_unit("car-2"));
  start_service();
  set_time(10s);
  const auto response = send(terminal.says("car-1", 150.01, 1s)
                                 .says("car-1", 150.02, 2s)
                                 .says("car-2", 150.03, 2s)
                                 .says("car-1", 150.04, 1s));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->received(), 4U);
  EXPECT_EQ(response->outdated(), 1U);
  EXPECT_EQ(last("car-1").position().longitude_deg(), 150.02);
  EXPECT_EQ(last("car-2").position().longitude_deg(), 150.03);
}

// Else the unit would stand there until its clock is right.
TEST_F(ReportPositions, TakesATimeInTheFutureAsNow) {
  elsewhere.must(register_unit("car-1"));
  start_service();
  set_time(10s);
  ASSERT_TRUE(send(terminal.says("car-1", 150.01, 1h)));
  EXPECT_EQ(last("car-1").at_ms(), kCallAtMs + 10'000);
}

TEST_F(ReportPositions, CountsWhatIsNoFixAndKeepsTheLastOne) {
  elsewhere.must(register_unit("car-1"));
  start_service();
  set_time(10s);
  const auto response =
      send(terminal.says("car-1", 150.01, 9s).says("car-1", 0, 10s).says("car-1", 150.02, -48h));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->no_fix(), 2U);
  EXPECT_EQ(last("car-1").position().longitude_deg(), 150.01);
}

TEST_F(ReportPositions, SaysHowFarTheTerminalsClockIsOff) {
  elsewhere.must(register_unit("car-1"));
  start_service();
  set_time(600s);
  ASSERT_TRUE(send(terminal.says("car-1", 150.01, 0s)));
  set_time(620s);
  const auto response = send(terminal.says("car-1", 150.02, 20s));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->terminal_clock_offset_ms(), 600'000);
  EXPECT_EQ(last("car-1").position().longitude_deg(), 150.02);
}

TEST_F(ReportPositions, WaitsForAUnitThatWasRegisteredJustNow) {
  start_service();
  elsewhere.must(register_unit("car-1"));
  EXPECT_TRUE(send(terminal.says("car-1", 150.01, 0s)));
}

TEST_F(ReportPositions, RefusesAUnitThatDoesNotExist) {
  start_service();
  const auto refused = send(terminal.says("nobody", 150.01, 0s));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), v1::REFUSAL_REASON_UNKNOWN_UNIT);
  EXPECT_TRUE(positions.last().empty());
}

TEST_F(ReportPositions, RefusesAPositionThatIsNotOnEarth) {
  elsewhere.must(register_unit("car-1"));
  start_service();
  const auto refused = send(terminal.says("car-1", 181, 0s));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field(), "position.longitude_deg");
}

}  // namespace
}  // namespace turnout::dispatch
