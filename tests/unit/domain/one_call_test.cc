// One call, one story: the promises that people are given.
#include <gtest/gtest.h>

#include "domain/amend_incident.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using Body = v1::Event;

v1::ClockVerdict turnout_verdict(const Story& story) {
  return story.clock(v1::CLOCK_KIND_TURNOUT).verdict();
}

TEST(OneCall, FromTheReportToTheEnd) {
  Story story = given(register_unit());
  story.when(report().urban().after(4s)).then({Body::kIncidentReported});
  story.when(assign().after(50s)).then({Body::kUnitAssigned});
  story.when(milestone(v1::MILESTONE_DELIVERED).after(51s)).then({Body::kMilestoneReached});
  story.when(milestone(v1::MILESTONE_READ).after(55s)).then({Body::kMilestoneReached});
  story.when(milestone(v1::MILESTONE_ACKNOWLEDGED).after(60s)).then({Body::kMilestoneReached});
  story.when(milestone(v1::MILESTONE_EN_ROUTE).after(120s)).then({Body::kMilestoneReached});
  story.when(milestone(v1::MILESTONE_ON_SCENE).after(400s)).then({Body::kMilestoneReached});
  story.when(disposition().after(1'200s)).then({Body::kDispositionReported});
  story.when(milestone(v1::MILESTONE_CLEARED).after(1'300s)).then({Body::kMilestoneReached});
  story.when(close().after(1'310s)).then({Body::kIncidentClosed});
  for (const v1::Clock& clock : story.incident().clocks()) {
    EXPECT_EQ(clock.verdict(), v1::CLOCK_VERDICT_MET) << clock.ShortDebugString();
  }
  EXPECT_EQ(story.incident().clocks_size(), 6);
  EXPECT_EQ(story.incident().status(), v1::INCIDENT_STATUS_CLOSED);
  EXPECT_EQ(story.incident().ended_at_ms(), kCallAtMs + 1'310'000);
  EXPECT_EQ(story.incident().version(), 10U);
  EXPECT_EQ(story.unit().status(), v1::UNIT_STATUS_AVAILABLE);
}

TEST(OneCall, OfTheTownIsTurnedOutInFiveMinutes) {
  for (const auto& [after, verdict] :
       {std::pair{300'000ms, v1::CLOCK_VERDICT_MET}, {300'001ms, v1::CLOCK_VERDICT_BREACHED}}) {
    const Story story = given(report().urban(), register_unit(), assign().after(10s),
                              milestone(v1::MILESTONE_EN_ROUTE).after(after));
    EXPECT_EQ(turnout_verdict(story), verdict);
  }
}

TEST(OneCall, OfTheCountryIsTurnedOutInTenMinutes) {
  for (const auto& [after, verdict] :
       {std::pair{600'000ms, v1::CLOCK_VERDICT_MET}, {600'001ms, v1::CLOCK_VERDICT_BREACHED}}) {
    const Story story = given(report().rural(), register_unit(), assign().after(10s),
                              milestone(v1::MILESTONE_EN_ROUTE).after(after));
    EXPECT_EQ(turnout_verdict(story), verdict);
  }
}

TEST(OneCall, FromNowhereHasTheStrictestLimit) {
  Story story;
  story.when(report().nowhere()).then({Body::kIncidentReported});
  EXPECT_EQ(story.incident().station_id(), "");
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).limit_ms(), 300'000);
}

TEST(OneCall, ThatIsEnteredLateIsMarkedAndItsDeadlinesFireAtOnce) {
  EXPECT_FALSE(given(report().after(60s)).incident().late_entry());
  Story story = given(report().after(60s + 1ms));
  EXPECT_TRUE(story.incident().late_entry());
  story.when(deadlines()).then({Body::kDeadlineBreached});
}

TEST(OneCall, ThatSaysItBeganYearsAgoStartsAtItsReceiptAndIsMarked) {
  for (const std::int64_t said_ms :
       {std::int64_t{946'684'800'000}, kCallAtMs / 1'000}) {  // the year 2000; seconds
    const Story story = given(report().with([said_ms](v1::ReportIncidentRequest& request) {
      request.mutable_call()->set_answered_at_ms(said_ms);
    }));
    EXPECT_TRUE(story.incident().is_start_implausible());
    EXPECT_EQ(story.incident().started_at_ms(), kCallAtMs);
    EXPECT_EQ(story.incident().calls(0).answered_at_ms(), said_ms);
  }
}

TEST(OneCall, FromAPlaceThatIsNoneOfTheCityKeepsItBesideTheRecord) {
  auto command = report().nowhere();
  command.jurisdiction.is_position_implausible = true;
  command.request.mutable_place()->mutable_position()->set_longitude_deg(0);
  const Story story = given(command);
  EXPECT_FALSE(story.incident().place().has_position());
  EXPECT_TRUE(story.incident().place().has_implausible_position());
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).limit_ms(), 300'000);  // the strictest of any area
}

TEST(OneCall, ThatNobodyTurnsOutForIsBreached) {
  Story story = given(report());
  story.when(deadlines().after(60'001ms)).then({Body::kDeadlineBreached});
  story.when(deadlines().after(300'001ms)).then({Body::kDeadlineBreached});
  story.when(deadlines().after(900'001ms)).then({Body::kDeadlineBreached});
  story.when(cancel()).then({Body::kIncidentCancelled});
  for (const v1::Clock& clock : story.incident().clocks()) {
    EXPECT_EQ(clock.verdict(), v1::CLOCK_VERDICT_BREACHED);
  }
}

TEST(OneCall, KeepsItsTurnoutWhenTheUnitIsRecalledUnderWay) {
  Story story =
      given(report(), register_unit(), assign().after(10s), milestone(v1::MILESTONE_EN_ROUTE).after(60s));
  story.when(recall().after(90s)).then({Body::kUnitRecalled});
  story.when(deadlines().after(400s))
      .then({Body::kDeadlineBreached});  // nobody was sent instead within a minute
  EXPECT_EQ(turnout_verdict(story), v1::CLOCK_VERDICT_MET);
}

TEST(OneCall, IsNotTurnedOutByAUnitThatWasRecalledBefore) {
  Story story = given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1").after(10s),
                      assign("car-2").after(20s), recall("car-1").after(25s));
  EXPECT_EQ(turnout_verdict(story), v1::CLOCK_VERDICT_UNSPECIFIED);
  story.must(milestone(v1::MILESTONE_EN_ROUTE, "car-2").after(290s));
  EXPECT_EQ(turnout_verdict(story), v1::CLOCK_VERDICT_MET);
  EXPECT_EQ(story.unit("car-1").status(), v1::UNIT_STATUS_AVAILABLE);
}

TEST(OneCall, DoesNotRestartItsTurnoutWhenTheOrderIsReturned) {
  Story story = given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1").after(10s));
  story.when(decline("car-1").after(30s)).then({Body::kOrderDeclined});
  story.when(assign("car-2").after(40s)).then({Body::kUnitAssigned});
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).due_at_ms(), kCallAtMs + 300'000);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ACKNOWLEDGE, 1).verdict(), v1::CLOCK_VERDICT_CANCELLED);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_ACKNOWLEDGE, 2).due_at_ms(), kCallAtMs + 70'000);
  story.when(milestone(v1::MILESTONE_EN_ROUTE, "car-2").after(301s))
      .then({Body::kDeadlineBreached, Body::kDeadlineBreached, Body::kMilestoneReached});
  EXPECT_EQ(turnout_verdict(story), v1::CLOCK_VERDICT_BREACHED);
}

TEST(OneCall, ThatIsCancelledFreesEveryUnitOnIt) {
  Story story =
      given(report(), register_unit("car-1"), register_unit("car-2"), register_unit("car-3"),
            register_unit("car-4"), assign("car-1"), assign("car-2"), assign("car-3"), assign("car-4"),
            recall("car-4"), milestone(v1::MILESTONE_ON_SCENE, "car-2").after(20s));
  story.when(cancel().after(25s))
      .then({Body::kUnitRecalled, Body::kUnitRecalled, Body::kUnitRecalled, Body::kIncidentCancelled});
  for (const auto& [id, unit] : story.units()) {
    EXPECT_EQ(unit.status(), v1::UNIT_STATUS_AVAILABLE) << id;
    EXPECT_EQ(unit.incident_id(), "") << id;
  }
  EXPECT_EQ(story.incident().status(), v1::INCIDENT_STATUS_CANCELLED);
  EXPECT_EQ(story.clock(v1::CLOCK_KIND_DISPOSITION).verdict(), v1::CLOCK_VERDICT_CANCELLED);
  EXPECT_EQ(story.order(2).end_reason(), "false alarm");
}

TEST(OneCall, IsClosedOnlyWithEveryUnitClearedAndADisposition) {
  Story story = given(report(), register_unit(), assign(), milestone(v1::MILESTONE_ON_SCENE).after(100s));
  story.when(close()).refuses(v1::REFUSAL_REASON_UNITS_STILL_ASSIGNED);
  story.must(milestone(v1::MILESTONE_CLEARED).after(200s));
  story.when(close()).refuses(v1::REFUSAL_REASON_DISPOSITION_MISSING);
  story.must(disposition().after(210s));
  story.when(close()).then({Body::kIncidentClosed});
}

TEST(OneCall, ThatIsReopenedTakesUnitsAgainAndClosesAgain) {
  Story story =
      given(report(), register_unit(), assign(), milestone(v1::MILESTONE_ON_SCENE).after(100s),
            disposition().after(110s), milestone(v1::MILESTONE_CLEARED).after(120s), close().after(130s));
  story.when(reopen().after(140s)).then({Body::kIncidentReopened});
  EXPECT_EQ(story.incident().ended_at_ms(), 0);
  story.when(assign().after(150s)).then({Body::kUnitAssigned});
  story.must(milestone(v1::MILESTONE_CLEARED).after(170s));
  story.when(close().after(175s)).refuses(v1::REFUSAL_REASON_DISPOSITION_MISSING);
  story.must(disposition().after(178s));
  story.when(close().after(180s)).then({Body::kIncidentClosed});
  EXPECT_EQ(story.order(2).unit_id(), "car-1");
}

TEST(OneCall, KeepsTheStationThatTheCallTakerChose) {
  const auto chosen = [](auto& command) { command.jurisdiction.basis = v1::STATION_BASIS_CHOSEN; };
  auto choice = report();
  chosen(choice);
  const Story story = given(choice);
  const auto amended = amend().request;
  EXPECT_EQ(domain::station_choice_after(story.incident(), amended), "station-urban");
  auto taken_back = amended;
  taken_back.set_station_id("");
  EXPECT_EQ(domain::station_choice_after(story.incident(), taken_back), "");
  EXPECT_EQ(domain::station_choice_after(given(report()).incident(), amended), "");
}

TEST(OneCall, KeepsWhatAnAmendmentDoesNotName) {
  Story story = given(report().with([](auto& r) {
    r.set_type("theft");
    r.set_priority(v1::PRIORITY_ROUTINE);
    r.mutable_place()->mutable_address()->set_text("人民路 1 号");
  }));
  story.must(amend().with([](auto& r) {
    r.clear_place();
    r.set_type("burglary");
  }));
  EXPECT_EQ(story.incident().type(), "burglary");
  EXPECT_EQ(story.incident().priority(), v1::PRIORITY_ROUTINE);
  EXPECT_EQ(story.incident().place().address().text(), "人民路 1 号");
}

}  // namespace
}  // namespace turnout::testing
