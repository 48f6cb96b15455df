#include "domain/policy_gaps.h"

#include <gmock/gmock.h>

#include "domain/policy.h"

namespace turnout::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::int64_t kDayMs = 86'400'000;

v1::LimitRule& allow(v1::Policy& policy, v1::AreaClass area, std::int64_t from_day, std::int64_t until_day) {
  v1::LimitRule& rule = *policy.add_limits();
  rule.set_kind(v1::CLOCK_KIND_ARRIVAL);
  rule.set_area_class(area);
  rule.set_limit_ms(300'000);
  rule.set_effective_from_ms(from_day * kDayMs);
  rule.set_effective_until_ms(until_day * kDayMs);
  return rule;
}

// Has the limits without which an open incident could be forgotten.
v1::Policy watchful() {
  v1::Policy policy;
  for (const v1::ClockKind kind : {v1::CLOCK_KIND_ASSIGN, v1::CLOCK_KIND_DISPOSITION, v1::CLOCK_KIND_CLOSE}) {
    v1::LimitRule& rule = *policy.add_limits();
    rule.set_kind(kind);
    rule.set_limit_ms(3'600'000);
  }
  return policy;
}

TEST(PolicyGaps, AreTheTimesBetweenTwoRulesOfTheSameIncidents) {
  v1::Policy policy = watchful();
  allow(policy, v1::AREA_CLASS_URBAN, 0, 10);
  allow(policy, v1::AREA_CLASS_URBAN, 12, 0);
  EXPECT_THAT(gaps_of(policy), ElementsAre("limit arrival / urban: ends at 1970-01-11 00:00 UTC, and nothing "
                                           "holds until 1970-01-13 00:00 UTC"));
  EXPECT_THAT(remarks_on(policy), IsEmpty());
}

TEST(PolicyGaps, AreNoneWhereAWiderRuleHolds) {
  v1::Policy policy = watchful();
  allow(policy, v1::AREA_CLASS_URBAN, 0, 10);
  allow(policy, v1::AREA_CLASS_URBAN, 12, 0);
  allow(policy, v1::AREA_CLASS_UNSPECIFIED, 0, 0);
  EXPECT_THAT(gaps_of(policy), IsEmpty());
}

TEST(PolicyGaps, AreFoundBehindARuleForEveryAreaThatOneAreaTakesUp) {
  v1::Policy policy = watchful();
  allow(policy, v1::AREA_CLASS_UNSPECIFIED, 0, 10);
  allow(policy, v1::AREA_CLASS_URBAN, 10, 0);
  EXPECT_THAT(gaps_of(policy), IsEmpty());
  EXPECT_THAT(remarks_on(policy),
              ElementsAre("limit arrival: ends at 1970-01-11 00:00 UTC, and nothing follows"));
}

TEST(PolicyRemarks, TellOfClocksThatNeverRunAndWarningsThatNeverCome) {
  v1::Policy policy = watchful();
  allow(policy, v1::AREA_CLASS_URBAN, 0, 0);
  policy.add_clocks()->set_kind(v1::CLOCK_KIND_ANSWER);
  v1::ClockPolicy& arrival = *policy.add_clocks();
  arrival.set_kind(v1::CLOCK_KIND_ARRIVAL);
  arrival.add_warnings()->set_before_ms(299'999);
  arrival.add_warnings()->set_before_ms(300'000);
  EXPECT_THAT(
      remarks_on(policy),
      ElementsAre("clock answer: never runs, as it has no limit",
                  "limit arrival / urban: is too short for the warning 5 min before its end, which is "
                  "left out"));
}

TEST(PolicyRemarks, TellWhichOpenIncidentsMayBeForgotten) {
  EXPECT_THAT(remarks_on(watchful()), IsEmpty());
  v1::Policy policy = watchful();
  policy.mutable_limits()->RemoveLast();
  EXPECT_THAT(remarks_on(policy),
              ElementsAre("clock close: has no limit, so an open incident may be forgotten"));
}

TEST(FittingRules, AreToldTheMostSpecificFirst) {
  v1::Policy policy;
  v1::LimitRule& any = allow(policy, v1::AREA_CLASS_UNSPECIFIED, 0, 0);
  v1::LimitRule& urban = allow(policy, v1::AREA_CLASS_URBAN, 0, 0);
  v1::LimitRule& robbery = allow(policy, v1::AREA_CLASS_UNSPECIFIED, 0, 0);
  robbery.set_incident_type("robbery");
  allow(policy, v1::AREA_CLASS_RURAL, 0, 0);
  EXPECT_THAT(
      fitting_rules(policy, v1::CLOCK_KIND_ARRIVAL, {.type = "robbery", .area = v1::AREA_CLASS_URBAN}),
      ElementsAre(&robbery, &urban, &any));
}

TEST(FittingRules, OfAnUnknownAreaAreThoseOfEachAreaTheStrictestFirst) {
  v1::Policy policy;
  v1::LimitRule& urban = allow(policy, v1::AREA_CLASS_URBAN, 0, 0);
  v1::LimitRule& rural = allow(policy, v1::AREA_CLASS_RURAL, 0, 0);
  urban.set_limit_ms(2'000);
  rural.set_limit_ms(1'000);
  EXPECT_THAT(fitting_rules(policy, v1::CLOCK_KIND_ARRIVAL, {}), ElementsAre(&rural, &urban));
}

}  // namespace
}  // namespace turnout::domain
