// What commands answer with, as people read it.
#include "turnoutctl/happened.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "incidents.h"

namespace turnout::turnoutctl {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Happening : public testing::Test {
 protected:
  void SetUp() override {
    unit.set_id("CG3");
    unit.mutable_details()->set_call_sign("城关3");
    unit.mutable_shift()->add_officers("P1005");
    names.add(unit);
    incident.set_station_id("chengguan");
  }

  // A clock that has ended at kNowMs.
  v1::Clock& ended_clock(v1::ClockKind kind, v1::ClockVerdict verdict, std::int64_t took_ms) {
    v1::Clock& clock = add_clock(incident, kind, 60'000 - took_ms, 60'000);
    clock.set_started_at_ms(kNowMs - took_ms);
    clock.set_stopped_at_ms(kNowMs);
    clock.set_verdict(verdict);
    return clock;
  }

  // An order of CG3, given at kNowMs, with this milestone.
  v1::Order& ordered(v1::Milestone milestone = v1::MILESTONE_ASSIGNED) {
    v1::Order& order = add_order(incident, "CG3", milestone);
    for (v1::MilestoneStamp& stamp : *order.mutable_milestones()) stamp.mutable_stamp()->set_at_ms(kNowMs);
    return order;
  }

  std::vector<std::string> lines(const Happened& happened,
                                 const std::vector<std::string>& event_ids = {}) const {
    std::vector<std::string> texts;
    for (const text::Cell& line : outcome_lines(happened, incident, event_ids, now()))
      texts.push_back(line.text);
    return texts;
  }

  CityNow now() const { return {.now_ms = kNowMs, .zone = zone}; }
  Telling telling() const { return {.names = names, .now = now()}; }

  v1::TimeZone zone = shanghai();
  ShownNames names;
  v1::Unit unit;
  v1::Incident incident = open_incident("0199f3c0-aaaa-7000-8000-00000007398f");
};

TEST_F(Happening, AssignSaysWhoIsSentWhatEndedAndWhatIsStillLate) {
  ordered();
  ended_clock(v1::CLOCK_KIND_ASSIGN, v1::CLOCK_VERDICT_BREACHED, 400'000);
  add_clock(incident, v1::CLOCK_KIND_ARRIVAL, 120'000);
  add_clock(incident, v1::CLOCK_KIND_TURNOUT, -100'000);
  v1::AssignUnitResponse response;
  *response.mutable_incident() = incident;
  *response.mutable_unit() = unit;
  response.set_order_number(1);
  EXPECT_THAT(
      lines(happened(v1::AssignUnitRequest(), response, telling())),
      ElementsAre("城关3 (CG3) is sent to 07398f: order 1, given 12:00:00, crew P1005",
                  "0199f3c0-aaaa-7000-8000-00000007398f  open, urgent, chengguan",
                  "  assign: breached after 6:40 of 1:00", "  turnout: late −1:40 of 5:00, since 11:58:20",
                  "  arrival: 2:00 left of 5:00, until 12:02:00"));
}

TEST_F(Happening, LateClocksAreRed) {
  add_clock(incident, v1::CLOCK_KIND_TURNOUT, -1'000);
  add_clock(incident, v1::CLOCK_KIND_ARRIVAL, 1'000);
  const auto cells = outcome_lines({}, incident, {}, now());
  EXPECT_EQ(cells.at(1).style, text::Style::kRed);
  EXPECT_EQ(cells.at(2).style, text::Style::kPlain);
}

TEST_F(Happening, DeclineSaysThatTheOrderEndedOrThatItWaitsForTheDispatcher) {
  v1::Order& order = ordered();
  order.mutable_decline()->set_reason(v1::DECLINE_REASON_TOO_FAR);
  order.mutable_decline()->set_text("在城东");
  v1::DeclineOrderRequest request;
  request.set_unit_id("CG3");
  v1::DeclineOrderResponse response;
  *response.mutable_incident() = incident;
  EXPECT_THAT(happened(request, response, telling()).sentences,
              ElementsAre("城关3 (CG3) asks to return order 1: too far, 在城东",
                          "the order stays active until the dispatcher has answered (decline-answer)"));

  order.set_end(v1::ORDER_END_DECLINED);
  *response.mutable_incident() = incident;
  const Happened returned = happened(request, response, telling());
  EXPECT_THAT(returned.sentences, ElementsAre("order 1 of 城关3 (CG3) ended: returned: too far, 在城东"));
  EXPECT_EQ(returned.order_number, 1U);
}

TEST_F(Happening, AnAnsweredDeclineSaysWhatBecameOfTheOrder) {
  ordered().mutable_decline()->set_reason(v1::DECLINE_REASON_TOO_FAR);
  v1::AnswerDeclineRequest request;
  request.set_unit_id("CG3");
  request.set_reason("无其他警力");
  v1::AnswerDeclineResponse response;
  *response.mutable_incident() = incident;
  EXPECT_THAT(happened(request, response, telling()).sentences,
              ElementsAre("order 1 of 城关3 (CG3) stays active: its return is refused, 无其他警力"));
}

TEST_F(Happening, ACommandThatEndsAnOrderNamesItsClocksAndThatNobodyIsOnTheIncident) {
  ordered().set_end(v1::ORDER_END_RECALLED);
  v1::Clock& signature = add_clock(incident, v1::CLOCK_KIND_ACKNOWLEDGE, 30'000);
  signature.set_order_number(1);
  signature.set_verdict(v1::CLOCK_VERDICT_CANCELLED);
  add_clock(incident, v1::CLOCK_KIND_ASSIGN, 60'000);
  v1::RecallUnitRequest request;
  request.set_unit_id("CG3");
  request.set_reason("另有任务");
  v1::RecallUnitResponse response;
  *response.mutable_incident() = incident;
  EXPECT_THAT(lines(happened(request, response, telling())),
              ElementsAre("order 1 of 城关3 (CG3) ended: recalled, 另有任务",
                          "0199f3c0-aaaa-7000-8000-00000007398f  open, urgent, chengguan",
                          "  acknowledge (order 1): cancelled", "  assign: 1:00 left of 5:00, until 12:01:00",
                          "  nobody is on it"));
}

TEST_F(Happening, AcknowledgeSaysThatNobodyElseIsToldAndWhoIsRemindedWhen) {
  v1::Escalation& escalation = *incident.add_escalations();
  escalation.set_kind(v1::CLOCK_KIND_TURNOUT);
  escalation.set_raised(1);
  escalation.set_acknowledged_by("P2009");
  escalation.set_next_at_ms(kNowMs + 600'000);
  v1::AcknowledgeEscalationRequest request;
  request.set_kind(v1::CLOCK_KIND_TURNOUT);
  v1::AcknowledgeEscalationResponse response;
  *response.mutable_incident() = incident;
  EXPECT_THAT(
      happened(request, response, telling()).sentences,
      ElementsAre("the escalation of turnout is acknowledged: nobody else is told; P2009 is reminded at "
                  "12:10:00 while it is late"));
}

TEST_F(Happening, AnEscalationThatTheCommandEndedIsNamed) {
  v1::Escalation& escalation = *incident.add_escalations();
  escalation.set_kind(v1::CLOCK_KIND_ASSIGN);
  escalation.set_raised(1);
  escalation.set_ended(true);
  escalation.set_ended_version(7);
  EXPECT_THAT(lines({}, {incident.id() + "/7"}),
              ElementsAre("0199f3c0-aaaa-7000-8000-00000007398f  open, urgent, chengguan",
                          "  the escalation of assign has ended"));
  EXPECT_EQ(lines({}, {incident.id() + "/8"}).size(), 1U) << "it had ended before";
}

TEST_F(Happening, LinkSaysWhatEndedWhatIsKeptAndWhoMoved) {
  ordered().set_end(v1::ORDER_END_RECALLED);
  v1::Incident kept = open_incident("0199f3c0-bbbb-7000-8000-00000017398e");
  kept.set_calls_total(2);
  EXPECT_THAT(linked(incident, kept, kept.priority(), names),
              ElementsAre("07398f ended as a duplicate of 17398e, which is kept with 2 calls"));
  add_order(kept, "CG3", v1::MILESTONE_ASSIGNED);
  EXPECT_THAT(linked(incident, kept, kept.priority(), names).at(1), "moved with it: 城关3 (CG3)");
  EXPECT_THAT(linked(incident, kept, v1::PRIORITY_ROUTINE, names).at(1),
              "its priority is urgent now, by the report that was linked; it was routine");
}

TEST_F(Happening, AMilestoneSaysWhenItCounts) {
  ordered(v1::MILESTONE_EN_ROUTE);
  ended_clock(v1::CLOCK_KIND_TURNOUT, v1::CLOCK_VERDICT_MET, 50'000);
  v1::ReportMilestoneRequest request;
  request.set_unit_id("CG3");
  request.set_milestone(v1::MILESTONE_EN_ROUTE);
  v1::ReportMilestoneResponse response;
  *response.mutable_incident() = incident;
  EXPECT_THAT(lines(happened(request, response, telling())),
              ElementsAre("城关3 (CG3) en route at 12:00:00 (order 1)",
                          "0199f3c0-aaaa-7000-8000-00000007398f  open, urgent, chengguan",
                          "  turnout: met after 0:50 of 1:00"));
}

TEST_F(Happening, OtherCommandsSayNothingMore) {
  EXPECT_THAT(happened(v1::AddNoteRequest(), v1::AddNoteResponse(), telling()).sentences, IsEmpty());
}

}  // namespace
}  // namespace turnout::turnoutctl
