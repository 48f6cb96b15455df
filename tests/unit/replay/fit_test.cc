#include "replay/fit.h"

#include <gmock/gmock.h>

#include "unit/replay/calls.h"

namespace turnout::replay {
namespace {

using ::testing::HasSubstr;
using ::testing::Optional;

v1::Position place(double latitude, double longitude) {
  v1::Position position;
  position.set_latitude_deg(latitude);
  position.set_longitude_deg(longitude);
  return position;
}

class Fit : public ::testing::Test {
 protected:
  Fit() {
    trace_.add("A", 0, {{"X", 60, 90, 300, 900}});
    trace_.calls[0].position = place(30.01, 120.01);
    map_.area_class_of = {{"the north", v1::AREA_CLASS_RURAL}};
    v1::Station& north = *settings_.add_stations();
    north.set_id("the_north");
    north.set_area_class(v1::AREA_CLASS_RURAL);
    *north.mutable_position() = place(30, 120);
    v1::Station& south = *settings_.add_stations();
    south.set_id("south");
    south.set_area_class(v1::AREA_CLASS_URBAN);
    *south.mutable_position() = place(29.8, 120);
    settings_.mutable_clock()->set_speed(600);
    settings_.set_now_ms(*at(-60));
    v1::Policy& policy = *settings_.mutable_policy();
    policy.set_version("1");
    policy.set_accept_imported_times(true);
    v1::LimitRule& turnout = *policy.add_limits();
    turnout.set_kind(v1::CLOCK_KIND_TURNOUT);
    turnout.set_limit_ms(300'000);
    turnout.set_source("a rule");
    for (const auto area : {v1::AREA_CLASS_RURAL, v1::AREA_CLASS_URBAN}) {
      v1::TravelSpeed& speed = *policy.add_travel_speeds();
      speed.set_area_class(area);
      speed.set_metres_per_second(10);
      speed.set_source("a guess");
    }
  }

  std::optional<std::string> misfit() const { return replay::misfit(settings_, 600, map_, trace_.calls); }

  v1::Settings settings_;
  geo::StationProperties map_;
  Calls trace_;
};

TEST_F(Fit, FindsNothingWhenAllFits) {
  EXPECT_EQ(misfit(), std::nullopt);
}

TEST_F(Fit, WantsTheClockAtTheSpeedAndBeforeTheFirstCall) {
  settings_.mutable_clock()->set_speed(60);
  EXPECT_THAT(misfit(), Optional(HasSubstr("speed 60, not 600")));
  settings_.mutable_clock()->set_speed(600);
  settings_.set_now_ms(*at(0));
  EXPECT_THAT(misfit(), Optional(HasSubstr("the first call was received at 2026-03-02T12:00:00Z")));
}

TEST_F(Fit, WantsAPolicyThatTakesTheTracesTimesAndHasALimitForEveryArea) {
  settings_.mutable_policy()->set_accept_imported_times(false);
  EXPECT_THAT(misfit(), Optional(HasSubstr("accept_imported_times")));
  settings_.mutable_policy()->set_accept_imported_times(true);
  settings_.mutable_policy()->mutable_limits(0)->set_area_class(v1::AREA_CLASS_URBAN);
  EXPECT_THAT(misfit(), Optional(HasSubstr("area class rural has no turnout limit")));
}

TEST_F(Fit, WantsTheCityOfTheTrace) {
  trace_.calls[0].position = place(37.7, -122.4);
  EXPECT_THAT(misfit(), Optional(HasSubstr("another one than the trace's")));
  trace_.calls[0].position.reset();
  EXPECT_EQ(misfit(), std::nullopt);
  settings_.mutable_stations(0)->set_area_class(v1::AREA_CLASS_URBAN);
  EXPECT_THAT(misfit(), Optional(HasSubstr("the_north has another area class")));
  settings_.mutable_stations(0)->set_id("elsewhere");
  EXPECT_THAT(misfit(), Optional(HasSubstr("has no station the_north")));
  settings_.clear_stations();
  EXPECT_THAT(misfit(), Optional(HasSubstr("no station")));
}

TEST_F(Fit, PicksTheNearestStation) {
  EXPECT_EQ(nearest_station(settings_, place(29.85, 120)).id(), "south");
  EXPECT_EQ(nearest_station(settings_, std::nullopt).id(), "the_north");
}

}  // namespace
}  // namespace turnout::replay
