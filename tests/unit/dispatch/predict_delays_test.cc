#include "dispatch/predict_delays.h"

#include "../chassis/served_district.h"

namespace turnout::dispatch {
namespace {

using namespace std::chrono_literals;
using testing::assign;
using ::testing::IsEmpty;
using testing::milestone;
using testing::register_unit;
using testing::report;
using ::testing::SizeIs;
using Body = v1::Event;

// On the equator a car makes 10 m/s: 0.01° in 111.2 s.
v1::Position east(double longitude) {
  v1::Position position;
  position.set_longitude_deg(longitude);
  return position;
}
auto reported_at(double longitude) {
  return report().with([longitude](auto& r) { *r.mutable_place()->mutable_position() = east(longitude); });
}
auto based_at(const std::string& id, double longitude) {
  return register_unit(id).with(
      [longitude](auto& r) { *r.mutable_details()->mutable_base() = east(longitude); });
}

struct PredictDelays : chassis::ServedDistrict {
  PredictDelays() {
    follower.listen([this](const std::vector<event_store::Entry>& entries) { predictor.take(entries); });
    positions.on_move([this](const v1::Fix& fix) { predictor.note_move(fix.unit_id()); });
  }
  void start_predicting() {
    start_service();
    start(predictor.run());
  }
  std::vector<v1::Event> risks() { return logged(Body::kDeadlineAtRisk); }

  DelayPredictor predictor{io, district};
};

TEST_F(PredictDelays, SaysOnceThatADeadlineWillPass) {
  elsewhere.must(report());
  set_time(250s);  // nobody is sent, and to turn out takes 90 s
  start_predicting();
  run_until_logged(Body::kDeadlineAtRisk);
  EXPECT_EQ(risks().front().deadline_at_risk().kind(), v1::CLOCK_KIND_TURNOUT);
  run_for(150ms);
  EXPECT_THAT(risks(), SizeIs(1));
}

TEST_F(PredictDelays, SaysNothingWhileThereIsTime) {
  elsewhere.must(report());
  start_predicting();
  run_for(100ms);
  EXPECT_THAT(risks(), IsEmpty());
}

// No event tells that time passes.
TEST_F(PredictDelays, SeesInARoundWhatOnlyThePassingOfTimeShows) {
  elsewhere.must(report());
  start_predicting();
  run_for(20ms);
  set_time(250s);
  run_until_logged(Body::kDeadlineAtRisk);
}

TEST_F(PredictDelays, SaysThatItIsInTimeAgainAfterAnEvent) {
  elsewhere.must(reported_at(0), based_at("far", 0.2), assign("far"));
  start_predicting();
  run_until_logged(Body::kDeadlineAtRisk);
  EXPECT_EQ(risks().front().deadline_at_risk().kind(), v1::CLOCK_KIND_ARRIVAL);
  elsewhere.must(based_at("near", 0.01), assign("near"));
  run_until_logged(Body::kRiskCleared);
}

TEST_F(PredictDelays, FollowsAUnitThatMoves) {
  elsewhere.must(reported_at(0), based_at("car-1", 0.01), assign("car-1"));
  others_send_after(10s, milestone(v1::MILESTONE_EN_ROUTE, "car-1"));
  set_time(20s);
  start_predicting();
  run_for(20ms);
  EXPECT_THAT(risks(), IsEmpty());
  v1::Fix fix;
  fix.set_unit_id("car-1");
  fix.set_at_ms(clock.now_ms());
  *fix.mutable_position() = east(0.2);
  EXPECT_EQ(positions.take(fix, clock.now_ms()), domain::FixQuality::kTaken);
  run_until_logged(Body::kDeadlineAtRisk);
}

TEST_F(PredictDelays, ReadsAndWritesNothingWhileThereIsNothingToSay) {
  elsewhere.must(report());
  start_predicting();
  run_for(20ms);
  store.loads = 0;
  store.commits = 0;
  run_for(100ms);
  EXPECT_EQ(store.loads, 0);
  EXPECT_EQ(store.commits, 0);
}

}  // namespace
}  // namespace turnout::dispatch
