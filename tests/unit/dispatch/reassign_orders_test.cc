#include "dispatch/reassign_orders.h"

#include "../chassis/served_district.h"

namespace turnout::dispatch {
namespace {

using namespace std::chrono_literals;
using testing::assign;
using testing::decline;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kIncident;
using testing::kOtherIncident;
using testing::register_unit;
using testing::report;
using ::testing::SizeIs;
using Body = v1::Event;

struct ReassignOrders : chassis::ServedDistrict {
  ReassignOrders() {
    follower.listen([this](const std::vector<event_store::Entry>& entries) { reassigner.take(entries); });
  }
  void start_reassigning() {
    start_service();
    start(reassigner.run());
  }
  void send_two_cars_and_decline() {
    elsewhere.must(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1"),
                   decline("car-1"));
  }
  std::vector<v1::Event> orders() { return logged(Body::kUnitAssigned); }

  OrderReassigner reassigner{io, district};
};

TEST_F(ReassignOrders, FindsAtItsStartWhatNobodyTook) {
  send_two_cars_and_decline();
  start_reassigning();
  run_until_logged(Body::kUnitAssigned, 2);
  EXPECT_EQ(orders().back().unit_id(), "car-2");
  EXPECT_EQ(orders().back().unit_assigned().reassigned_from(), 1U);
}

TEST_F(ReassignOrders, ActsOnTheEventThatLeavesAnOrderWithoutAUnit) {
  start_reassigning();
  send_two_cars_and_decline();
  run_until_logged(Body::kUnitAssigned, 2);
  EXPECT_EQ(orders().back().unit_id(), "car-2");
}

TEST_F(ReassignOrders, TakesTheOrderFromAUnitThatDidNotSign) {
  elsewhere.must(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1"));
  start_reassigning();
  set_time(31s);
  elsewhere.clock.set(testing::kCallAtMs + 31'000);
  EXPECT_TRUE(run(elsewhere.fire_due(kIncident)));
  run_until_logged(Body::kUnitAssigned, 2);
  EXPECT_THAT(logged(Body::kUnitRecalled), SizeIs(1));
  EXPECT_EQ(run(memory.load({.unit_ids = {"car-1"}})).units.front().status(), v1::UNIT_STATUS_AVAILABLE);
}

TEST_F(ReassignOrders, TellsPeopleAtOnceWhenNobodyElseCanGo) {
  elsewhere.must(report(), register_unit("car-1"), assign("car-1"), decline("car-1"));
  start_reassigning();
  run_until_logged(Body::kReassignmentFailed);
  EXPECT_THAT(logged(Body::kReassignmentFailed).front().reassignment_failed().reason(),
              HasSubstr("no other unit is available"));
  run_for(50ms);
  EXPECT_THAT(logged(Body::kReassignmentFailed), SizeIs(1));
}

// Between the choice and the commit another process sends the unit that was chosen.
TEST_F(ReassignOrders, TakesTheNextUnitWhenTheBestOneWasSentElsewhere) {
  elsewhere.must(report(), report(kOtherIncident), register_unit("car-1"), register_unit("car-2"),
                 register_unit("car-3"), assign("car-1"));
  start_service();
  elsewhere.must(decline("car-1"));
  run(follower.catch_up());
  store.commits_that_conflict = 1;
  store.after_one_load = [this] { return elsewhere.send(assign("car-2").on(kOtherIncident)); };
  start(reassigner.run());
  run_until_logged(Body::kUnitAssigned, 3);
  EXPECT_EQ(orders().back().unit_id(), "car-3");
  EXPECT_EQ(orders().back().incident_id(), kIncident);
}

TEST_F(ReassignOrders, HappensOnceHoweverManyProcessesThereAre) {
  send_two_cars_and_decline();
  elsewhere.must(register_unit("car-3"));
  event_store::Executor other_executor(io, store, view, clock, metrics);
  chassis::District other_district = with_executor(other_executor);
  OrderReassigner other(io, other_district);
  start_service();
  start(reassigner.run());
  start(other.run());
  run_until_logged(Body::kUnitAssigned, 2);
  run_for(50ms);
  EXPECT_THAT(orders(), SizeIs(2));
  TearDown();
}

TEST_F(ReassignOrders, GoesOnAfterTheStoreWasAway) {
  send_two_cars_and_decline();
  start_service();
  store.commits_that_are_lost = 2;
  start(reassigner.run());
  run_until_logged(Body::kUnitAssigned, 2);
  EXPECT_THAT(orders(), SizeIs(2));
}

}  // namespace
}  // namespace turnout::dispatch
