// Refusals are read by people: names and local times, no identifiers of enums and no milliseconds, and what would have worked.
#include <gtest/gtest.h>

#include "domain/commands.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;

std::string sentence(const Answer& answer) {
  return answer.refusal ? answer.refusal->message() : "(accepted)";
}

Story sent_to_a_call() {
  Story story;
  story.policy = acting_policy();
  return story.must(report().urban()).must(register_unit()).must(assign().after(10s));
}

TEST(Sentence, OfAnEscalationThatIsNotOpenNamesThoseThatAre) {
  Story story = sent_to_a_call();
  EXPECT_EQ(sentence(story.when(acknowledge(v1::CLOCK_KIND_ACKNOWLEDGE, 3))),
            "no escalation of order 3's signature is open; this incident has none that is open");
  story.must(deadlines().after(60s)).must(deadlines().after(301s));
  EXPECT_EQ(sentence(story.when(acknowledge(v1::CLOCK_KIND_FIRST_RESPONSE))),
            "no escalation of first response is open; open is that of order 1's signature, turnout");
}

TEST(Sentence, OfATimeThatNobodyHasReportedNamesThoseThatWere) {
  Story story = sent_to_a_call().must(milestone(v1::MILESTONE_EN_ROUTE).after(30s));
  EXPECT_EQ(sentence(story.when(correct_time(v1::MILESTONE_ON_SCENE, 20s))),
            "nobody has reported on scene of order 1; reported is assigned, en route");
}

TEST(Sentence, OfATimeBeforeItsOrderIsInTheCitysTime) {
  Story story = sent_to_a_call();
  v1::TimeZone zone;
  zone.set_name("Asia/Shanghai");
  zone.add_offsets()->set_offset_ms(8 * 3'600'000);
  *story.policy.mutable_time_zone() = zone;
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(30s));
  EXPECT_EQ(sentence(story.when(correct_time(v1::MILESTONE_EN_ROUTE, -90s).after(60s))),
            "the time is 2025-10-09 16:51:50 Asia/Shanghai, allowed is from the order, 2025-10-09 "
            "16:53:30 Asia/Shanghai, to now, 2025-10-09 16:54:20 Asia/Shanghai");
}

TEST(Sentence, OfAValueThatIsNoneListsTheWords) {
  v1::ReportIncidentRequest request = report().request;
  request.set_priority(static_cast<v1::Priority>(9));
  EXPECT_EQ(domain::validate(request).error().message(),
            "priority: must be one of emergency, urgent, routine");
  request = report().request;
  request.mutable_call()->clear_source();
  EXPECT_EQ(domain::validate(request).error().message(),
            "call.source: is required: one of line_110, sms, app, walk_in, officer");
}

}  // namespace
}  // namespace turnout::testing
