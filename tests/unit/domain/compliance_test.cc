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

v1::ComplianceRow figures_of(const std::vector<Story>& stories) {
  std::vector<ComplianceRecord> records;
  for (const Story& story : stories) records.push_back(domain::record_of(story.incident()));
  std::vector<const ComplianceRecord*> selected;
  for (const ComplianceRecord& record : records) selected.push_back(&record);
  return domain::figures_of(selected);
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
  EXPECT_EQ(row.assignments(), 0U);
  EXPECT_EQ(row.stages_size(), 0);
  EXPECT_EQ(row.bands(7).en_route(), 0U);
  EXPECT_EQ(clock(row, v1::CLOCK_KIND_TURNOUT).running(), 1U);
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
