#include "dispatch/register_city_units.h"

#include "../chassis/served_district.h"

namespace turnout::dispatch {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using Body = v1::Event;

v1::RegisterUnitRequest of_the_file(const std::string& id) {
  v1::RegisterUnitRequest unit;
  unit.set_actor("units-file");
  unit.set_unit_id(id);
  unit.mutable_details()->set_station_id("chengguan");
  unit.mutable_details()->set_is_of_city(true);
  return unit;
}

struct CityUnitsOfADistrict : chassis::ServedDistrict {
  void read_file(const CityUnits& units) {
    run(register_city_units(district, units));
    run(follower.catch_up());
  }
  v1::Unit unit(const std::string& id) { return run(memory.load({.unit_ids = {id}})).units.front(); }
};

TEST_F(CityUnitsOfADistrict, ThatLeaveTheFileAreOutOfServiceUntilTheyAreInItAgain) {
  start_service();
  read_file({of_the_file("car-1"), of_the_file("car-2")});
  run(withdraw_units_that_left(io, district, {of_the_file("car-1")}));
  EXPECT_EQ(unit("car-1").status(), v1::UNIT_STATUS_AVAILABLE);
  EXPECT_EQ(unit("car-2").status(), v1::UNIT_STATUS_OUT_OF_SERVICE);
  EXPECT_EQ(unit("car-2").status_reason(), "no longer in the city's units file");
  run(follower.catch_up());
  read_file({of_the_file("car-1"), of_the_file("car-2")});
  EXPECT_EQ(unit("car-2").status(), v1::UNIT_STATUS_AVAILABLE);
}

TEST_F(CityUnitsOfADistrict, AreNotThoseThatWereRegisteredByHand) {
  elsewhere.must(testing::register_unit("car-9"));
  start_service();
  run(withdraw_units_that_left(io, district, {of_the_file("car-1")}));
  EXPECT_THAT(logged(Body::kUnitStatusSet), IsEmpty());
}

// The loop would end the process if it let the store's absence through.
TEST_F(CityUnitsOfADistrict, AreWithdrawnOnceTheStoreIsBack) {
  start_service();
  read_file({of_the_file("car-1"), of_the_file("car-2")});
  store.commits_that_are_lost = 2;
  start(withdraw_units_that_left(io, district, {of_the_file("car-1")}));
  run_until_logged(Body::kUnitStatusSet);
  EXPECT_THAT(logged(Body::kUnitStatusSet), SizeIs(1));
}

}  // namespace
}  // namespace turnout::dispatch
