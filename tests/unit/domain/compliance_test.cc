#include "domain/compliance.h"

#include <gtest/gtest.h>

#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using domain::ComplianceRecord;

// An incident whose one unit was en route so long after the call; started and ended as told.
Story turned_out_after(Duration after) {
  return given(report(), register_unit(), assign().after(10s),
               milestone(v1::MILESTONE_EN_ROUTE).after(after));
}

v1::ComplianceRow figures_of(const std::vector<Story>& stories, Duration after = 1h) {
  std::vector<ComplianceRecord> records;
  for (const Story& story : stories) records.push_back(domain::record_of(story.incident()));
  std::vector<const ComplianceRecord*> selected;
  for (const ComplianceRecord& record : records) selected.push_back(&record);
  return domain::figures_of(selected, kCallAtMs + after.count());
}

v1::StageFigures stage(const v1::ComplianceRow& row, v1::Stage stage) {
  for (const v1::StageFigures& figures : row.stages()) {
    if (figures.stage() == stage) return figures;
  }
  return {};
}

v1::ClockFigures clock(const v1::ComplianceRow& row, v1::ClockKind kind) {
  for (const v1::ClockFigures& figures : row.clocks()) {
    if (figures.kind() == kind) return figures;
  }
  return {};
}

TEST(Compliance, TakesPercentilesByNearestRank) {
  std::vector<Story> stories;
  for (int i = 1; i <= 11; ++i) stories.push_back(turned_out_after(i * 20s));
  const v1::StageFigures figures = stage(figures_of(stories), v1::STAGE_CALL_TO_EN_ROUTE);
  EXPECT_EQ(figures.count(), 11U);
  EXPECT_EQ(figures.median_ms(), 120'000);
  EXPECT_EQ(figures.p90_ms(), 200'000);
  EXPECT_EQ(figures.p95_ms(), 220'000);
  EXPECT_EQ(figures.max_ms(), 220'000);
}

TEST(Compliance, IsTheShareOfTheDecidedThatWereInTime) {
  Story reported_late = given(report(), register_unit(), assign().after(10s), deadlines().after(301s),
                              milestone(v1::MILESTONE_EN_ROUTE).device(200s).after(310s));
  Story overdue = given(report(), register_unit(), assign().after(10s), deadlines().after(301s));
  Story closed = given(report(), disposition().after(20s), close().after(30s));
  const v1::ClockFigures figures = clock(figures_of({turned_out_after(300s), turned_out_after(301s),
                                                     reported_late, overdue, closed, given(report())}),
                                         v1::CLOCK_KIND_TURNOUT);
  EXPECT_EQ(figures.met(), 1U);
  EXPECT_EQ(figures.met_reported_late(), 1U);
  EXPECT_EQ(figures.breached(), 2U);
  EXPECT_EQ(figures.cancelled(), 1U);
  EXPECT_EQ(figures.running(), 1U);
  EXPECT_DOUBLE_EQ(figures.share_in_time(), 0.5);
}

TEST(Compliance, CountsIncidentsByBandAndThoseWithoutAUnitAsNotWithin) {
  const v1::ComplianceRow row = figures_of({turned_out_after(30s), turned_out_after(31s), given(report())});
  ASSERT_EQ(row.bands_size(), 8);
  EXPECT_EQ(row.bands(0).within_ms(), 30'000);
  EXPECT_EQ(row.bands(0).en_route(), 1U);
  EXPECT_EQ(row.bands(1).en_route(), 2U);
  EXPECT_EQ(row.bands(7).en_route(), 2U);
  EXPECT_EQ(row.bands(7).on_scene(), 0U);
}

TEST(Compliance, ShowsWhatItLeavesOut) {
  const Story implied =
      given(report(), register_unit(), assign().after(10s), milestone(v1::MILESTONE_ON_SCENE).after(90s));
  const v1::StageFigures figures =
      stage(figures_of({implied, turned_out_after(40s)}), v1::STAGE_CALL_TO_EN_ROUTE);
  EXPECT_EQ(figures.count(), 1U);
  EXPECT_EQ(figures.excluded(), 1U);
  EXPECT_EQ(figures.max_ms(), 40'000);
}

TEST(Compliance, CountsACancelledIncidentInNoOtherFigure) {
  Story cancelled = turned_out_after(40s);
  cancelled.must(cancel().after(50s));
  const v1::ComplianceRow row = figures_of({cancelled, given(report().after(90s))});
  EXPECT_EQ(row.incidents(), 2U);
  EXPECT_EQ(row.cancelled(), 1U);
  EXPECT_EQ(row.late_entries(), 1U);
  EXPECT_EQ(row.orders(), 0U);
  EXPECT_EQ(row.stages_size(), 0);
  EXPECT_EQ(row.bands(7).en_route(), 0U);
  EXPECT_EQ(clock(row, v1::CLOCK_KIND_TURNOUT).running(), 1U);
}

v1::LateFigures late(const v1::ComplianceRow& row, v1::Wait wait) {
  for (const v1::LateFigures& figures : row.late()) {
    if (figures.wait() == wait) return figures;
  }
  return {};
}

TEST(Compliance, SaysWhereTheTimeOfLateTurnoutsWent) {
  const Story slow_order =
      given(report(), register_unit(), assign().after(250s),
            milestone(v1::MILESTONE_ACKNOWLEDGED).after(260s), milestone(v1::MILESTONE_EN_ROUTE).after(320s));
  const Story slow_crew =
      given(report(), register_unit(), assign().after(20s), milestone(v1::MILESTONE_ACKNOWLEDGED).after(30s),
            milestone(v1::MILESTONE_EN_ROUTE).after(330s));
  const v1::ComplianceRow row = figures_of({slow_order, slow_crew, turned_out_after(300s)});
  ASSERT_EQ(row.late_size(), 3);
  EXPECT_EQ(late(row, v1::WAIT_FOR_ORDER).breaches(), 1U);
  EXPECT_EQ(late(row, v1::WAIT_FOR_ORDER).duration_ms(), 270'000);
  EXPECT_EQ(late(row, v1::WAIT_FOR_SIGNATURE).breaches(), 0U);
  EXPECT_EQ(late(row, v1::WAIT_FOR_SIGNATURE).duration_ms(), 20'000);
  EXPECT_EQ(late(row, v1::WAIT_FOR_TURNOUT).breaches(), 1U);
  EXPECT_EQ(late(row, v1::WAIT_FOR_TURNOUT).duration_ms(), 360'000);
}

TEST(Compliance, ALateTurnoutThatIsStillWaitedForCountsUntilNow) {
  const Story overdue = given(report(), register_unit(), assign().after(100s), deadlines().after(301s));
  EXPECT_EQ(late(figures_of({overdue}, 301s), v1::WAIT_FOR_SIGNATURE).duration_ms(), 201'000);
  const v1::ComplianceRow later = figures_of({overdue}, 400s);
  EXPECT_EQ(late(later, v1::WAIT_FOR_ORDER).duration_ms(), 100'000);
  EXPECT_EQ(late(later, v1::WAIT_FOR_SIGNATURE).duration_ms(), 300'000);
  EXPECT_EQ(late(later, v1::WAIT_FOR_SIGNATURE).breaches(), 1U);
}

TEST(Compliance, ALateTurnoutThatNeverCameCountsUntilItsIncidentEnded) {
  const Story closed =
      given(report(), deadlines().after(301s), disposition().after(350s), close().after(360s));
  const v1::ComplianceRow row = figures_of({closed});
  EXPECT_EQ(late(row, v1::WAIT_FOR_ORDER).duration_ms(), 360'000);
}

TEST(Compliance, ATurnoutThatWasInTimeAfterAllIsNotLate) {
  const Story reported_late = given(report(), register_unit(), assign().after(10s), deadlines().after(301s),
                                    milestone(v1::MILESTONE_EN_ROUTE).device(200s).after(310s));
  EXPECT_EQ(figures_of({reported_late}).late_size(), 0);
}

// An incident at a known place, and one unit under way to it.
Story under_way() {
  return given(report().with([](auto& r) {
    r.mutable_place()->mutable_position()->set_latitude_deg(30.05);
    r.mutable_place()->mutable_position()->set_longitude_deg(100.05);
  }),
               register_unit(), assign().after(10s), milestone(v1::MILESTONE_EN_ROUTE).after(60s));
}

Story arrived_at(double latitude_deg) {
  Story story = under_way();
  story.must(milestone(v1::MILESTONE_ON_SCENE).after(200s).with([=](auto& r) {
    r.mutable_position()->set_latitude_deg(latitude_deg);
    r.mutable_position()->set_longitude_deg(100.05);
  }));
  return story;
}

TEST(Compliance, CountsArrivalsByWhatThePositionShowed) {
  Story without_fix = under_way();
  without_fix.must(milestone(v1::MILESTONE_ON_SCENE).after(200s));
  const v1::TimeFigures times =
      figures_of({arrived_at(30.05), arrived_at(30.0501), arrived_at(30.06), without_fix, under_way()})
          .times();
  EXPECT_EQ(times.verified(), 2U);
  EXPECT_EQ(times.unverified(), 1U);
  EXPECT_EQ(times.no_fix(), 1U);
}

TEST(Compliance, CountsTimesByWhatASupervisorSaidOfThem) {
  const auto implausible = [] {  // the device says an instant that is still to come
    return given(report(), register_unit(), assign().after(10s),
                 milestone(v1::MILESTONE_EN_ROUTE).device(120s).after(60s));
  };
  Story pending = implausible();
  pending.must(milestone(v1::MILESTONE_ON_SCENE).after(200s));
  Story confirmed = implausible();
  confirmed.must(confirm_time(v1::MILESTONE_EN_ROUTE, true).after(200s));
  Story rejected = implausible();
  rejected.must(confirm_time(v1::MILESTONE_EN_ROUTE, false).after(200s));
  Story corrected = implausible();
  corrected.must(correct_time(v1::MILESTONE_EN_ROUTE, 50s).after(200s));
  const v1::TimeFigures times =
      figures_of({pending, pending, confirmed, rejected, corrected, turned_out_after(40s)}).times();
  EXPECT_EQ(times.pending(), 2U);
  EXPECT_EQ(times.confirmed(), 1U);
  EXPECT_EQ(times.rejected(), 1U);
  EXPECT_EQ(times.corrected(), 1U);
}

TEST(Compliance, CountsByOfficerWhatWasClosedWithoutAnybodyEnRoute) {
  Story closed = given(report(), disposition().after(50s), close().after(60s));
  Story closed_after_a_visit = turned_out_after(40s);
  closed_after_a_visit.must(milestone(v1::MILESTONE_CLEARED).after(100s)).must(disposition()).must(close());
  const v1::ComplianceRow row = figures_of({closed, closed, closed_after_a_visit, given(report())});
  ASSERT_EQ(row.closed_unattended_size(), 1);
  EXPECT_EQ(row.closed_unattended(0).officer_id(), "taker-1");
  EXPECT_EQ(row.closed_unattended(0).incidents(), 2U);
}

TEST(Compliance, OfNothingHasNoShare) {
  const v1::ComplianceRow row = figures_of({});
  EXPECT_EQ(row.incidents(), 0U);
  EXPECT_EQ(row.clocks_size(), 0);
  EXPECT_EQ(row.bands_size(), 8);
}

struct Selection {
  const char* what;
  bool selected;
  void (*narrow)(v1::GetComplianceRequest&);
};

constexpr Selection kSelections[] = {
    {"everything", true, [](v1::GetComplianceRequest&) {}},
    {"from its very start", true, [](v1::GetComplianceRequest& r) { r.set_from_ms(kCallAtMs); }},
    {"from after its start", false, [](v1::GetComplianceRequest& r) { r.set_from_ms(kCallAtMs + 1); }},
    {"until after its start", true, [](v1::GetComplianceRequest& r) { r.set_to_ms(kCallAtMs + 1); }},
    {"until its start", false, [](v1::GetComplianceRequest& r) { r.set_to_ms(kCallAtMs); }},
    {"its station", true, [](v1::GetComplianceRequest& r) { r.set_station_id("station-urban"); }},
    {"another station", false, [](v1::GetComplianceRequest& r) { r.set_station_id("station-rural"); }},
    {"its area", true, [](v1::GetComplianceRequest& r) { r.set_area_class(v1::AREA_CLASS_URBAN); }},
    {"another area", false, [](v1::GetComplianceRequest& r) { r.set_area_class(v1::AREA_CLASS_RURAL); }},
    {"its priority", true, [](v1::GetComplianceRequest& r) { r.set_priority(v1::PRIORITY_URGENT); }},
    {"another priority", false, [](v1::GetComplianceRequest& r) { r.set_priority(v1::PRIORITY_ROUTINE); }},
};

TEST(Compliance, CountsWhatARequestSelects) {
  const Story story = given(report().with([](auto& r) { r.set_priority(v1::PRIORITY_URGENT); }));
  const ComplianceRecord record = domain::record_of(story.incident());
  for (const Selection& selection : kSelections) {
    v1::GetComplianceRequest request;
    selection.narrow(request);
    EXPECT_EQ(domain::is_selected(record, request), selection.selected) << selection.what;
  }
}

}  // namespace
}  // namespace turnout::testing
