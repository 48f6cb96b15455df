// An incident that is opened again: what starts again, what goes on, and what stays as it was.
#include <gtest/gtest.h>

#include "domain/clocks.h"
#include "domain/deadlines.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using Body = v1::Event;

constexpr auto kTurnout = v1::CLOCK_KIND_TURNOUT;

// Closed by telephone after 50 s; nobody was sent.
Story closed_without_a_unit() {
  return given(report(), register_unit("car-1"), register_unit("car-2"), disposition().after(40s),
               close().after(50s));
}

// A unit was there in time and left; closed after 400 s.
Story solved() {
  return given(report(), register_unit("car-1"), register_unit("car-2"), assign().after(10s),
               milestone(v1::MILESTONE_ON_SCENE).after(200s), disposition().after(300s),
               milestone(v1::MILESTONE_CLEARED).after(310s), close().after(400s));
}

const v1::Clock& first_run(const Story& story, v1::ClockKind kind) {
  return *domain::find_clock(story.incident(), kind, 0, 1);
}

TEST(Reopening, StartsAssignTurnoutAndArrivalAgainAndLeavesTheFirstVerdicts) {
  Story story = solved();
  story.must(reopen().after(3h));
  for (const v1::ClockKind kind : {v1::CLOCK_KIND_ASSIGN, kTurnout, v1::CLOCK_KIND_ARRIVAL}) {
    EXPECT_EQ(story.clock(kind).run(), 2U);
    EXPECT_EQ(story.clock(kind).start(), v1::CLOCK_EDGE_REOPENED);
    EXPECT_EQ(story.clock(kind).started_at_ms(), story.now_ms);
    EXPECT_TRUE(domain::is_running(story.clock(kind)));
    EXPECT_EQ(first_run(story, kind).verdict(), v1::CLOCK_VERDICT_MET);
  }
  EXPECT_EQ(domain::unattended_since_ms(story.incident()), story.now_ms);
}

TEST(Reopening, FiresNoDeadlineOfThePast) {
  Story story = closed_without_a_unit();
  story.must(reopen().after(3h));
  story.when(deadlines()).then({});
  story.when(deadlines().after(3h + 61s)).then({Body::kDeadlineBreached});
}

TEST(Reopening, WithNobodySentForAnHourBreachesWhatANewIncidentWould) {
  Story story = solved();
  story.must(reopen().after(2h));
  story.when(deadlines().after(3h))
      .then({Body::kDeadlineBreached, Body::kDeadlineBreached, Body::kDeadlineBreached});
}

TEST(Reopening, WithinTheWindowIsNoWayRoundTheFiveMinutes) {
  Story story = closed_without_a_unit();
  story.must(reopen().after(10min)).must(assign("car-1").after(10min + 5s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(10min + 10s));
  EXPECT_EQ(story.clock(kTurnout).run(), 1U);
  EXPECT_EQ(story.clock(kTurnout).verdict(), v1::CLOCK_VERDICT_BREACHED);
}

TEST(Reopening, AfterTheWindowBeginsANewTurnout) {
  Story story = closed_without_a_unit();
  story.must(reopen().after(31min + 50s)).must(assign("car-1").after(32min));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).after(33min));
  EXPECT_EQ(first_run(story, kTurnout).verdict(), v1::CLOCK_VERDICT_CANCELLED);
  EXPECT_EQ(story.clock(kTurnout).verdict(), v1::CLOCK_VERDICT_MET);
}

TEST(Reopening, HasAWindowOfThePolicy) {
  Story story = closed_without_a_unit();
  story.policy.set_reopen_window_ms(60'000);
  story.must(reopen().after(111s));
  EXPECT_EQ(story.clock(kTurnout).run(), 2U);
}

TEST(Reopening, LetsALateReportMendTheFirstTurnoutAndNotTheSecond) {
  Story story = solved();
  story.must(reopen().after(2h)).must(deadlines().after(2h + 301s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).order(1).device(50s));
  EXPECT_EQ(story.clock(kTurnout).stopped_at_ms(), 0);
  EXPECT_EQ(first_run(story, kTurnout).verdict(), v1::CLOCK_VERDICT_MET);
}

TEST(Reopening, NeedsANewResult) {
  Story story = solved();
  story.must(reopen().after(2h));
  story.when(close()).refuses(v1::REFUSAL_REASON_DISPOSITION_MISSING);
  EXPECT_EQ(first_run(story, v1::CLOCK_KIND_DISPOSITION).verdict(), v1::CLOCK_VERDICT_MET);
}

TEST(Reopening, TakesACancelledIncidentToo) {
  Story story = given(report(), cancel().after(30s));
  story.when(reopen().after(60s)).then({Body::kIncidentReopened});
  EXPECT_EQ(story.incident().status(), v1::INCIDENT_STATUS_OPEN);
}

TEST(Reopening, IsRefusedAfterTheSixteenth) {
  Story story = closed_without_a_unit();
  for (int i = 0; i < 16; ++i) story.must(reopen()).must(disposition()).must(close());
  story.when(reopen()).refuses(v1::REFUSAL_REASON_LIMIT_REACHED);
}

auto call_of(const std::string& phone) {
  return add_call().with(
      [&phone](v1::AddCallRequest& request) { request.mutable_call()->mutable_caller()->set_phone(phone); });
}

Story reported_by(const std::string& phone) {
  return given(report().with([&phone](v1::ReportIncidentRequest& request) {
    request.mutable_call()->mutable_caller()->set_phone(phone);
  }));
}

TEST(CallOnAnEndedIncident, OfTheSameCallerWithinTheWindowReopensIt) {
  Story story = reported_by("138 0000 1111").must(cancel().after(30s));
  story.when(call_of("+86-13800001111").after(20min)).then({Body::kIncidentReopened, Body::kCallAdded});
  EXPECT_EQ(story.incident().status(), v1::INCIDENT_STATUS_OPEN);
  EXPECT_EQ(story.incident().calls_total(), 2U);
}

TEST(CallOnAnEndedIncident, OfAnybodyElseOrLaterIsRefusedWithTheChoice) {
  Story story = reported_by("13800001111").must(cancel().after(30s));
  story.when(call_of("13900002222").after(60s)).refuses(v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id");
  story.when(call_of("").after(60s)).refuses(v1::REFUSAL_REASON_INCIDENT_ENDED);
  const Answer late = story.when(call_of("13800001111").after(31min));
  late.refuses(v1::REFUSAL_REASON_INCIDENT_ENDED);
  EXPECT_NE(late.refusal->message().find("reopen it first"), std::string::npos);
}

TEST(CallOnAnEndedIncident, ThatIsADuplicateNamesTheOneThatIsKept) {
  Story story = given(report(), report(kOtherIncident).after(10s), link(kOtherIncident).after(20s));
  const Answer answer = story.when(add_call().on(kOtherIncident));
  answer.refuses(v1::REFUSAL_REASON_INCIDENT_ENDED);
  EXPECT_NE(answer.refusal->message().find(kIncident), std::string::npos);
}

}  // namespace
}  // namespace turnout::testing
