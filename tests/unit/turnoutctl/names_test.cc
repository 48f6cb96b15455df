#include "turnoutctl/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace turnout::turnoutctl {
namespace {

using testing::HasSubstr;

v1::Unit unit(const std::string& id, const std::string& call_sign) {
  v1::Unit unit;
  unit.set_id(id);
  unit.mutable_details()->set_call_sign(call_sign);
  return unit;
}

v1::Station station(const std::string& id, const std::string& name) {
  v1::Station station;
  station.set_id(id);
  station.set_name(name);
  return station;
}

const std::vector<Named> kUnits{named(unit("CG3", "城关3")), named(unit("CG13", "城关13")),
                                named(unit("GL1", "鼓楼1")), named(unit("car-7", ""))};
const std::vector<Named> kStations{named(station("chengguan", "城关派出所 Chengguan")),
                                   named(station("gulou", "鼓楼派出所 Gulou"))};

TEST(UnitName, IsTheIdOrTheCallSignInAnyCaseAndWidth) {
  for (const char* text : {"CG3", "cg3", "Cg 3", "ＣＧ３", "城关3", "城关３", "城关 3"}) {
    EXPECT_EQ(pick_named("unit", text, kUnits), "CG3") << text;
  }
  EXPECT_EQ(pick_named("unit", "CAR-7", kUnits), "car-7");
}

TEST(UnitName, IsNeverOnlyTheBeginningOfOne) {
  EXPECT_FALSE(pick_named("unit", "CG1", kUnits).has_value());
  EXPECT_FALSE(pick_named("unit", "", kUnits).has_value());
}

TEST(UnitName, ThatIsUnknownIsAnsweredWithTheNearest) {
  EXPECT_EQ(pick_named("unit", "城关4", kUnits).error(),
            "no unit \"城关4\"; the nearest: CG3 (城关3), CG13 (城关13), GL1 (鼓楼1)");
  EXPECT_THAT(pick_named("unit", "car7", kUnits).error(), HasSubstr("the nearest: car-7, "));
  EXPECT_EQ(pick_named("unit", "x", {}).error(), "no unit \"x\": there are none");
}

TEST(UnitName, ThatTwoBearIsRefusedWithBothAndTheIdStillTells) {
  const std::vector<Named> units{named(unit("a", "巡1")), named(unit("b", "巡1")), named(unit("A", ""))};
  EXPECT_EQ(pick_named("unit", "巡1", units).error(), "\"巡1\" fits 2 units: a (巡1), b (巡1); give the id");
  EXPECT_EQ(pick_named("unit", "A", units), "A");
  EXPECT_EQ(pick_named("unit", "a", units), "a");
}

TEST(StationName, IsTheIdTheNameAWordOfItOrItWithoutItsEnding) {
  for (const char* text :
       {"chengguan", "CHENGGUAN", "城关派出所 Chengguan", "城关派出所", "城关", "Chengguan"}) {
    EXPECT_EQ(pick_named("station", text, kStations), "chengguan") << text;
  }
}

TEST(Slip, IsOfTheNearestNamesUnlessHalfOfItWouldHaveToChange) {
  const std::vector<Named> words{{.id = "show"}, {.id = "list"}, {.id = "en_route", .names = {"出警"}}};
  EXPECT_EQ(did_you_mean("lst", words), "; did you mean list?");
  EXPECT_EQ(did_you_mean("shwo", words), "; did you mean show?");
  EXPECT_EQ(did_you_mean("enroute", words), "; did you mean en_route?");
  EXPECT_EQ(did_you_mean("出动", words), "; did you mean en_route?");
  EXPECT_EQ(did_you_mean("snow", {{.id = "show"}, {.id = "slow"}}), "; did you mean show or slow?");
  EXPECT_EQ(did_you_mean("foo", words), "");
  EXPECT_EQ(did_you_mean("", words), "");
}

TEST(StationName, ThatIsUnknownIsAnsweredWithTheNearest) {
  EXPECT_THAT(pick_named("station", "gulu", kStations).error(),
              HasSubstr("no station \"gulu\"; the nearest: gulou (鼓楼派出所 Gulou)"));
}

}  // namespace
}  // namespace turnout::turnoutctl
