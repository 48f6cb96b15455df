#include "turnoutctl/policy_text.h"

#include <gmock/gmock.h>

#include "chassis/policy_file.h"

namespace turnout::turnoutctl {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

const v1::Policy& deployed() {
  static const v1::Policy policy = chassis::read_policy(TURNOUT_SOURCE_DIR "/deploy/city/policy.yaml");
  return policy;
}

TEST(PolicyText, TellsAClockInASentenceOrFour) {
  EXPECT_EQ(
      sentence_of(deployed(), v1::CLOCK_KIND_TURNOUT),
      "From the call to the first unit under way: 5 min (urban), 10 min (suburban), 10 min (rural). "
      "Warns at 60 % of it (dispatcher, a backup is recommended) and 1 min before its end (shift leader). "
      "Once it has passed it tells shift leader at once, station chief after 2 min more, district "
      "commander after 5 min more and again after 10 min, then twice as long each time, until somebody "
      "acknowledges.");
}

TEST(PolicyText, TellsTheClockOfAnOrderAndTheKindOfIncident) {
  EXPECT_THAT(sentence_of(deployed(), v1::CLOCK_KIND_ACKNOWLEDGE),
              HasSubstr("From each order to its signature: 30 s (every police incident)."));
  EXPECT_THAT(sentence_of(deployed(), v1::CLOCK_KIND_ANSWER), HasSubstr("1 d (complaint)"));
}

TEST(PolicyText, OfAClockWithoutRulesSaysThatNobodyIsTold) {
  EXPECT_EQ(
      sentence_of(v1::Policy(), v1::CLOCK_KIND_ASSIGN),
      "From the call to the first order: no limit, so it never runs. Nobody is warned. Nobody is told when "
      "it has passed.");
}

TEST(PolicyText, TellsDaysByTheCitysOwnTime) {
  v1::LimitRule rule;
  rule.set_incident_type("robbery");
  rule.set_effective_from_ms(1'772'294'400'000);  // 2026-03-01T00:00:00+08:00
  EXPECT_EQ(condition_of(rule, deployed().time_zone()), "type robbery, from 2026-03-01");
}

TEST(PolicyText, TellsWhatIsDoneBesides) {
  EXPECT_THAT(
      other_sentences(deployed()),
      Contains("An order that is not signed in time, or declined, goes to the next unit automatically, 2 "
               "times in a row at most."));
  EXPECT_THAT(other_sentences(v1::Policy()), Contains("No order is reassigned automatically."));
}

}  // namespace
}  // namespace turnout::turnoutctl
