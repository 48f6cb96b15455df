#include "unit_selection/recommend.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "district.h"

namespace turnout::unit_selection {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::int64_t kNowMs = 1'000'000;
const v1::Policy kPolicy = with_speeds({});

v1::Incident incident_at(double longitude) {
  v1::Incident incident;
  incident.set_station_id("own");
  *incident.mutable_place()->mutable_position() = at(longitude);
  return incident;
}

std::shared_ptr<v1::Unit> unit(const std::string& id, double longitude) {
  auto made = std::make_shared<v1::Unit>();
  made->set_id(id);
  made->set_status(v1::UNIT_STATUS_AVAILABLE);
  *made->mutable_position() = at(longitude);
  return made;
}

Units all_of(const std::vector<std::shared_ptr<v1::Unit>>& units) {
  Units by_id;
  for (const auto& each : units) by_id[each->id()] = each;
  return by_id;
}

v1::RecommendUnitsResponse ask(const v1::Incident& incident,
                               const std::vector<std::shared_ptr<v1::Unit>>& units,
                               std::size_t max_count = 5) {
  return recommend({.incident = incident, .policy = kPolicy, .now_ms = kNowMs, .max_count = max_count},
                   all_of(units));
}

std::vector<std::string> ids(const v1::RecommendUnitsResponse& response) {
  std::vector<std::string> found;
  for (const v1::Candidate& candidate : response.candidates()) found.push_back(candidate.unit().id());
  return found;
}

TEST(Recommendation, PutsTheEarliestArrivalFirst) {
  const auto response = ask(incident_at(0), {unit("far", 0.02), unit("near", 0.01)});
  EXPECT_THAT(ids(response), ElementsAre("near", "far"));
  const v1::Candidate& near = response.candidates(0);
  EXPECT_NEAR(near.distance_m(), 1'112, 1);  // 0.01° on the equator
  EXPECT_EQ(near.arrival_at_ms(), kNowMs + near.travel_ms());
  EXPECT_NEAR(static_cast<double>(near.travel_ms()), 111'200, 100);
}

TEST(Recommendation, PrefersItsOwnStationAmongEquals) {
  const auto own = unit("z-own", 0.01);
  own->mutable_details()->set_station_id("own");
  const auto response = ask(incident_at(0), {unit("a-other", 0.01), own});
  EXPECT_THAT(ids(response), ElementsAre("z-own", "a-other"));
  EXPECT_THAT(response.candidates(0).reasons(), Contains("own station"));
}

TEST(Recommendation, CountsThoseThatCannotGoAndSaysWhatIsMissing) {
  const auto busy = unit("busy", 0);
  busy->set_status(v1::UNIT_STATUS_EN_ROUTE);
  const auto resting = unit("resting", 0);
  resting->set_status(v1::UNIT_STATUS_OUT_OF_SERVICE);
  const auto response = ask(incident_at(0), {busy, resting, unit("free", 1)}, 2);
  EXPECT_THAT(ids(response), ElementsAre("free"));
  EXPECT_EQ(response.available(), 1);
  EXPECT_EQ(response.busy(), 1);
  EXPECT_EQ(response.out_of_service(), 1);
  EXPECT_THAT(response.shortfall(), HasSubstr("1 of 2"));
}

TEST(Recommendation, GivesNoMoreThanAskedFor) {
  EXPECT_THAT(ids(ask(incident_at(0), {unit("a", 1), unit("b", 2), unit("c", 3)}, 2)), ElementsAre("a", "b"));
}

TEST(Recommendation, LeavesOutThoseWhoWerePassedOver) {
  const Units units = all_of({unit("a", 1), unit("b", 2)});
  const auto response =
      recommend({.incident = incident_at(0), .policy = kPolicy, .now_ms = kNowMs}, units, {"a"});
  EXPECT_THAT(ids(response), ElementsAre("b"));
}

TEST(Recommendation, SaysWhoWillBeLateAndByHowMuch) {
  v1::Incident incident = incident_at(0);
  v1::Clock& arrival = *incident.add_clocks();
  arrival.set_kind(v1::CLOCK_KIND_ARRIVAL);
  arrival.set_due_at_ms(kNowMs + 200'000);
  const auto response = ask(incident, {unit("in-time", 0.01), unit("late", 0.02)});
  EXPECT_TRUE(response.candidates(0).in_time());
  EXPECT_GT(response.candidates(0).margin_ms(), 0);
  EXPECT_FALSE(response.candidates(1).in_time());
  EXPECT_LT(response.candidates(1).margin_ms(), 0);
}

TEST(Recommendation, WithoutAPositionNothingIsPredictedAndTheUnitComesLast) {
  const auto lost = unit("a-lost", 0);
  lost->clear_position();
  const auto response = ask(incident_at(0), {lost, unit("far", 5)});
  EXPECT_THAT(ids(response), ElementsAre("far", "a-lost"));
  EXPECT_EQ(response.candidates(1).arrival_at_ms(), 0);
  EXPECT_THAT(response.candidates(1).reasons(), Contains("position unknown"));
}

TEST(Recommendation, GoesByTheLastPositionHeardOfAUnit) {
  domain::LastPositions last_positions;
  *last_positions["moved"].mutable_position() = at(0.001);
  last_positions["moved"].set_at_ms(kNowMs - 130'000);
  const auto response = recommend(
      {.incident = incident_at(0), .policy = kPolicy, .now_ms = kNowMs, .last_positions = last_positions},
      all_of({unit("near", 0.01), unit("moved", 0.02)}));
  EXPECT_THAT(ids(response), ElementsAre("moved", "near"));
  EXPECT_DOUBLE_EQ(response.candidates(0).unit().position().longitude_deg(), 0.001);
  EXPECT_THAT(response.candidates(0).reasons(), Contains("last position 130 s old"));
}

TEST(Recommendation, ExpectsAFootPatrolToWalk) {
  const auto on_foot = unit("on-foot", 0.01);
  on_foot->mutable_details()->set_kind(v1::UNIT_KIND_FOOT_PATROL);
  EXPECT_THAT(ids(ask(incident_at(0), {on_foot, unit("car", 0.02)})), ElementsAre("car", "on-foot"));
}

TEST(Recommendation, SaysWhoseShiftHasEnded) {
  const auto tired = unit("tired", 0);
  tired->mutable_shift()->set_ends_at_ms(kNowMs - 90'000);
  const auto fresh = unit("fresh", 1);
  fresh->mutable_shift()->set_ends_at_ms(kNowMs + 1);
  const auto response = ask(incident_at(0), {tired, fresh});
  EXPECT_THAT(ids(response), ElementsAre("tired", "fresh")) << "it is nearer by far";
  EXPECT_THAT(response.candidates(0).reasons(), Contains("shift ended 90 s ago"));
  EXPECT_THAT(response.candidates(1).reasons(), ::testing::Not(Contains(HasSubstr("shift"))));
}

TEST(Recommendation, OfAnIncidentWithoutAPlaceGoesByStationAndThenByLoad) {
  v1::Incident incident;
  incident.set_station_id("own");
  const auto own = unit("z-own", 0);
  own->mutable_details()->set_station_id("own");
  const auto tired = unit("a-tired", 0);
  tired->set_orders_in_shift(3);
  const auto response = ask(incident, {tired, unit("b-rested", 5), own});
  EXPECT_THAT(ids(response), ElementsAre("z-own", "b-rested", "a-tired"));
  EXPECT_EQ(response.candidates(0).arrival_at_ms(), 0);
  EXPECT_THAT(response.candidates(2).reasons(), Contains("place of the incident unknown"));
  EXPECT_THAT(response.candidates(2).reasons(), Contains("3 orders in this shift"));
}

TEST(Recommendation, PutsUnitsWithoutACrewBehindTheirEqualsOrLeavesThemOutAsThePolicySays) {
  const auto crewed = unit("crewed", 0);
  crewed->mutable_shift()->add_officers("officer-1");
  const Units units = all_of({unit("a-empty", 0), crewed});
  auto response = ask(incident_at(0), {unit("a-empty", 0), crewed});
  EXPECT_THAT(ids(response), ElementsAre("crewed", "a-empty"));
  EXPECT_THAT(response.candidates(1).reasons(), Contains("nobody has signed on"));
  v1::Policy crew_required = kPolicy;
  crew_required.set_crew_required(true);
  const v1::Incident incident = incident_at(0);
  response = recommend({.incident = incident, .policy = crew_required, .now_ms = kNowMs}, units);
  EXPECT_THAT(ids(response), ElementsAre("crewed"));
  EXPECT_EQ(response.without_crew(), 1U);
  EXPECT_THAT(response.shortfall(), HasSubstr("1 without a crew"));
}

}  // namespace
}  // namespace turnout::unit_selection
