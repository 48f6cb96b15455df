#include "replay/requests.h"

#include <gmock/gmock.h>

#include "domain/commands.h"
#include "domain/queries.h"
#include "domain/uuid.h"
#include "unit/replay/calls.h"

namespace turnout::replay {
namespace {

using ::testing::StartsWith;

TEST(ReplayedIncident, HasAnIdOfItsReceiptThatIsTheSameInTheSameRun) {
  const Calls trace =
      Calls().add("200983546", 0, {{"X", 1, 2, 3, 4}}).add("200983547", 0, {{"Y", 1, 2, 3, 4}});
  const std::string id = incident_id("monday", trace.calls[0]);
  EXPECT_EQ(id, incident_id("monday", trace.calls[0]));
  EXPECT_NE(id, incident_id("tuesday", trace.calls[0]));
  EXPECT_NE(id, incident_id("monday", trace.calls[1]));
  EXPECT_THAT(id, StartsWith("019cae6b-6600-7"));  // 1,772,452,800,000 ms in hexadecimal
  EXPECT_TRUE(domain::is_uuid(id));
}

// Every request of a trace with the widest and oddest texts passes the services' own checks.
TEST(ReplayedRequests, AreValidWhateverTheTraceSays) {
  Calls trace;
  trace.add(std::string(3'000, '#'), 0, {{"X", 60, 90, 300, 900}, {"Y", 60, 90, {}, {}}});
  std::string type;
  for (int i = 0; i < 100; ++i) type += "警";
  trace.calls[0].type = type;
  const Plan plan = make_plan(trace.calls);
  const Requests requests("monday", trace.calls);
  for (const Action& action : plan.actions) {
    const Command command = requests.request_for(action, 1);
    const auto valid = std::visit([](const auto& request) { return domain::validate(request); }, command);
    EXPECT_TRUE(valid) << valid.error().ShortDebugString();
  }
}

TEST(ReplayedRequests, HaveIdsOfTheirOwnThatSayWhatTheyAre) {
  const Calls trace = Calls().add("7/1", 0, {{"X", 60, 90, 300, 900}, {"X", 200, {}, {}, 250}});
  const Plan plan = make_plan(trace.calls);
  const Requests requests("monday", trace.calls);
  std::vector<std::string> ids;
  for (const Action& action : plan.actions) {
    std::visit(
        [&ids](const auto& request) {
          if constexpr (requires { request.request_id(); }) ids.push_back(request.request_id());
        },
        requests.request_for(action, 1));
  }
  EXPECT_THAT(ids, ::testing::ElementsAre("r.7_1.2.assign", "r.7_1.2.en_route", "r.7_1.2.clear_first",
                                          "r.7_1.3.assign", "r.7_1.3.clear", "r.7_1.2.on_scene",
                                          "r.7_1.2.clear", "r.7_1.found", "r.7_1.close"));
}

TEST(ReplayedRequests, CarryTheTimesOfTheTraceAndSayWhoseTheyAre) {
  const Calls trace = Calls().add("7", 0, {{"X", 60, 90, 300, {}}});
  const Plan plan = make_plan(trace.calls);
  const Requests requests("monday", trace.calls);
  const auto report = std::get<v1::ReportIncidentRequest>(requests.request_for(plan.actions[0], 0));
  EXPECT_EQ(report.call().answered_at_ms(), *at(0));
  const auto assign = std::get<v1::AssignUnitRequest>(requests.request_for(plan.actions[1], 0));
  EXPECT_EQ(assign.device_at_ms(), *at(60));
  EXPECT_EQ(assign.source(), v1::TIME_SOURCE_IMPORT);
  EXPECT_EQ(assign.actor(), kTraceActor);
  const auto en_route = std::get<v1::ReportMilestoneRequest>(requests.request_for(plan.actions[2], 3));
  EXPECT_EQ(en_route.device_at_ms(), *at(90));
  EXPECT_EQ(en_route.milestone(), v1::MILESTONE_EN_ROUTE);
  EXPECT_EQ(en_route.order_number(), 3U);
  const auto clear = std::get<v1::ReportMilestoneRequest>(requests.request_for(plan.actions[4], 3));
  EXPECT_EQ(clear.milestone(), v1::MILESTONE_CLEARED);
  EXPECT_EQ(clear.device_at_ms(), *at(300));
  EXPECT_EQ(clear.actor(), kReplayActor);
}

}  // namespace
}  // namespace turnout::replay
