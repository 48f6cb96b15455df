#include "domain/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "testing/default_rules.h"

namespace turnout::domain {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr auto kTurnout = v1::CLOCK_KIND_TURNOUT;
constexpr auto kCar = v1::UNIT_KIND_PATROL_CAR;
constexpr auto kAnyArea = v1::AREA_CLASS_UNSPECIFIED;
constexpr auto kAnyPriority = v1::PRIORITY_UNSPECIFIED;

struct Rule {
  v1::AreaClass area;
  v1::Priority priority;
  std::int64_t limit_ms;
};

v1::Policy policy_of(std::initializer_list<Rule> rules) {
  v1::Policy policy;
  policy.set_version("test-1");
  for (const Rule& given : rules) {
    v1::LimitRule& rule = *policy.add_limits();
    rule.set_kind(kTurnout);
    rule.set_area_class(given.area);
    rule.set_priority(given.priority);
    rule.set_limit_ms(given.limit_ms);
    rule.set_source("tests");
  }
  for (const auto area : {v1::AREA_CLASS_URBAN, v1::AREA_CLASS_SUBURBAN, v1::AREA_CLASS_RURAL}) {
    v1::TravelSpeed& speed = *policy.add_travel_speeds();
    speed.set_area_class(area);
    speed.set_metres_per_second(10 + area);
    speed.set_source("tests");
  }
  return policy;
}

// 0 = no turnout clock is kept.
std::int64_t turnout_limit_ms(const v1::Policy& policy, v1::AreaClass area, v1::Priority priority) {
  for (const v1::EffectiveClock& limit : effective_clocks_for(policy, {.area = area, .priority = priority})) {
    if (limit.kind() == kTurnout) return limit.limit_ms();
  }
  return 0;
}

v1::Policy layered() {
  return policy_of({{v1::AREA_CLASS_URBAN, v1::PRIORITY_EMERGENCY, 4'000},
                    {v1::AREA_CLASS_URBAN, kAnyPriority, 3'000},
                    {kAnyArea, v1::PRIORITY_EMERGENCY, 2'000},
                    {kAnyArea, kAnyPriority, 1'000}});
}

TEST(Policy, CountsTheMostSpecificRule) {
  const v1::Policy policy = layered();
  EXPECT_EQ(turnout_limit_ms(policy, v1::AREA_CLASS_URBAN, v1::PRIORITY_EMERGENCY), 4'000);
  EXPECT_EQ(turnout_limit_ms(policy, v1::AREA_CLASS_URBAN, v1::PRIORITY_ROUTINE), 3'000);
  EXPECT_EQ(turnout_limit_ms(policy, v1::AREA_CLASS_RURAL, v1::PRIORITY_EMERGENCY), 2'000);
  EXPECT_EQ(turnout_limit_ms(policy, v1::AREA_CLASS_RURAL, v1::PRIORITY_ROUTINE), 1'000);
}

TEST(Policy, DoesNotCareAboutTheOrderOfItsRules) {
  v1::Policy policy = layered();
  std::reverse(policy.mutable_limits()->begin(), policy.mutable_limits()->end());
  EXPECT_EQ(turnout_limit_ms(policy, v1::AREA_CLASS_URBAN, v1::PRIORITY_EMERGENCY), 4'000);
  EXPECT_EQ(turnout_limit_ms(policy, v1::AREA_CLASS_RURAL, v1::PRIORITY_ROUTINE), 1'000);
}

TEST(Policy, TakesAnUnknownPriorityAsUrgent) {
  const v1::Policy policy =
      policy_of({{kAnyArea, v1::PRIORITY_URGENT, 5'000}, {kAnyArea, kAnyPriority, 1'000}});
  EXPECT_EQ(turnout_limit_ms(policy, v1::AREA_CLASS_URBAN, kAnyPriority), 5'000);
}

TEST(Policy, HoldsTheStrictestLimitWhileTheAreaIsUnknown) {
  const v1::Policy policy = policy_of(
      {{v1::AREA_CLASS_URBAN, kAnyPriority, 300'000}, {v1::AREA_CLASS_RURAL, kAnyPriority, 600'000}});
  EXPECT_EQ(turnout_limit_ms(policy, kAnyArea, v1::PRIORITY_URGENT), 300'000);
}

TEST(Policy, DoesNotHoldALimitThatNoAreaHas) {
  const v1::Policy policy = policy_of({{v1::AREA_CLASS_URBAN, kAnyPriority, 300'000},
                                       {v1::AREA_CLASS_SUBURBAN, kAnyPriority, 400'000},
                                       {v1::AREA_CLASS_RURAL, kAnyPriority, 600'000},
                                       {kAnyArea, kAnyPriority, 1'000}});
  EXPECT_EQ(turnout_limit_ms(policy, kAnyArea, v1::PRIORITY_URGENT), 300'000);
}

TEST(Policy, KeepsNoClockWithoutARule) {
  EXPECT_THAT(effective_clocks_for(policy_of({}), {.area = v1::AREA_CLASS_URBAN}), IsEmpty());
  const v1::Policy urban = policy_of({{v1::AREA_CLASS_URBAN, kAnyPriority, 300'000}});
  EXPECT_EQ(turnout_limit_ms(urban, v1::AREA_CLASS_RURAL, v1::PRIORITY_URGENT), 0);
}

TEST(Policy, PredictsWithTheSpeedOfTheAreaAndOfAnUnknownOneTheSlowest) {
  EXPECT_EQ(travel_speed_mps(layered(), v1::AREA_CLASS_RURAL, kCar), 13);
  EXPECT_EQ(travel_speed_mps(layered(), kAnyArea, kCar), 11);
  EXPECT_EQ(travel_speed_mps({}, v1::AREA_CLASS_RURAL, kCar), 0);
}

TEST(Policy, PredictsAFootPatrolWithItsOwnSpeed) {
  v1::Policy policy = layered();
  v1::TravelSpeed& walk = *policy.add_travel_speeds();
  walk.set_area_class(v1::AREA_CLASS_RURAL);
  walk.set_unit_kind(v1::UNIT_KIND_FOOT_PATROL);
  walk.set_metres_per_second(1.4);
  EXPECT_EQ(travel_speed_mps(policy, v1::AREA_CLASS_RURAL, v1::UNIT_KIND_FOOT_PATROL), 1.4);
  EXPECT_EQ(travel_speed_mps(policy, v1::AREA_CLASS_RURAL, kCar), 13);
  EXPECT_EQ(travel_speed_mps(policy, v1::AREA_CLASS_URBAN, v1::UNIT_KIND_FOOT_PATROL), 11);
  EXPECT_EQ(travel_speed_mps(policy, kAnyArea, v1::UNIT_KIND_FOOT_PATROL), 1.4);
}

TEST(Policy, IsFitWhenEveryAreaHasATurnoutLimitAndASpeed) {
  EXPECT_THAT(faults_of(layered(), {v1::AREA_CLASS_URBAN, v1::AREA_CLASS_RURAL}), IsEmpty());
}

struct Fault {
  const char* sentence;
  void (*make)(v1::Policy&);
};

constexpr Fault kFaults[] = {
    {"version: is missing", [](v1::Policy& p) { p.clear_version(); }},
    {"has no clock kind", [](v1::Policy& p) { p.mutable_limits(0)->clear_kind(); }},
    {"limit is 0.999 s,", [](v1::Policy& p) { p.mutable_limits(0)->set_limit_ms(999); }},
    {"limit is 31622400.001 s,", [](v1::Policy& p) { p.mutable_limits(0)->set_limit_ms(31'622'400'001); }},
    {"limit is -0.001 s,", [](v1::Policy& p) { p.mutable_limits(0)->set_limit_ms(-1); }},
    {"limit turnout / urban / emergency: has no source",
     [](v1::Policy& p) { p.mutable_limits(0)->clear_source(); }},
    {"is given twice", [](v1::Policy& p) { *p.add_limits() = p.limits(0); }},
    {"area class rural has no turnout limit for routine",
     [](v1::Policy& p) { p.mutable_limits()->RemoveLast(); }},
    {"area class rural has no travel speed", [](v1::Policy& p) { p.mutable_travel_speeds()->RemoveLast(); }},
    {"travel speed urban: is outside 3.6 to 252 km/h",
     [](v1::Policy& p) { p.mutable_travel_speeds(0)->set_metres_per_second(70.1); }},
    {"travel speed urban: is outside 3.6 to 252 km/h",
     [](v1::Policy& p) {
       p.mutable_travel_speeds(0)->set_metres_per_second(std::numeric_limits<double>::quiet_NaN());
     }},
    {"travel speed urban: has no source", [](v1::Policy& p) { p.mutable_travel_speeds(0)->clear_source(); }},
};

TEST(Policy, IsNotFitAndSaysWhy) {
  for (const Fault& fault : kFaults) {
    v1::Policy policy = layered();
    fault.make(policy);
    EXPECT_THAT(faults_of(policy, {v1::AREA_CLASS_URBAN, v1::AREA_CLASS_RURAL}),
                Contains(HasSubstr(fault.sentence)));
  }
}

TEST(Policy, IsNotFitIfAComplaintCouldBeForgotten) {
  v1::Policy policy = testing::acting_policy();
  EXPECT_THAT(faults_of(policy, {v1::AREA_CLASS_URBAN}), Not(Contains(HasSubstr("complaint"))));
  for (v1::LimitRule& rule : *policy.mutable_limits()) {
    const bool is_close_of_complaint =
        rule.kind() == v1::CLOCK_KIND_CLOSE && rule.incident_kind() == v1::INCIDENT_KIND_COMPLAINT;
    if (is_close_of_complaint) rule.set_effective_until_ms(86'400'000);
  }
  EXPECT_THAT(
      faults_of(policy, {v1::AREA_CLASS_URBAN}),
      Contains("area class urban has no close limit for complaint, urgent from 1970-01-02 00:00 UTC on"));
}

TEST(EffectiveClocks, OfAKindOfWhichThePolicySaysNothingAreThoseOfPoliceIncidents) {
  const v1::Policy policy = testing::default_policy();
  const Subject complaint{.kind = v1::INCIDENT_KIND_COMPLAINT, .area = v1::AREA_CLASS_URBAN};
  const Subject police{.area = v1::AREA_CLASS_URBAN};
  ASSERT_FALSE(effective_clocks_for(policy, police).empty());
  EXPECT_EQ(effective_clocks_for(policy, complaint).size(), effective_clocks_for(policy, police).size());
  EXPECT_EQ(find_limit_rule(policy, v1::CLOCK_KIND_TURNOUT, complaint),
            find_limit_rule(policy, v1::CLOCK_KIND_TURNOUT, police));
}

// A call that was answered before midnight, under a policy whose rules begin with the new year.
TEST(EffectiveClocks, OfADayForWhichNoRuleHoldsAreThoseOfTheNearest) {
  v1::Policy policy = testing::default_policy();
  constexpr std::int64_t kNewYear = 1'800'000'000'000;
  for (v1::LimitRule& rule : *policy.mutable_limits()) rule.set_effective_from_ms(kNewYear);
  const Subject before{.area = v1::AREA_CLASS_URBAN, .started_at_ms = kNewYear - 1};
  const auto clocks = effective_clocks_for(policy, before);
  ASSERT_FALSE(clocks.empty());
  for (const v1::EffectiveClock& clock : clocks) EXPECT_TRUE(clock.is_of_another_day());
  const Subject after{.area = v1::AREA_CLASS_URBAN, .started_at_ms = kNewYear};
  ASSERT_EQ(effective_clocks_for(policy, after).size(), clocks.size());
  EXPECT_FALSE(effective_clocks_for(policy, after).front().is_of_another_day());
}

}  // namespace
}  // namespace turnout::domain
