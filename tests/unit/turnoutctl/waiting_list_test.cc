#include "turnoutctl/waiting_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "incidents.h"

namespace turnout::turnoutctl {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// One of everything, in the station chengguan.
class Waiting : public testing::Test {
 protected:
  void SetUp() override {
    hold(v1::DUTY_ROLE_DISPATCHER, "P2001");
    hold(v1::DUTY_ROLE_SHIFT_LEADER, "P2007");
    hold(v1::DUTY_ROLE_STATION_CHIEF, "P2009");

    v1::RaisedEscalation& raised = *pending.escalations.add_escalations();
    raised.set_incident_id("0199-07398f");
    raised.set_station_id("chengguan");
    raised.mutable_place()->mutable_address()->set_text("中山路5号");
    raised.mutable_escalation()->set_kind(v1::CLOCK_KIND_TURNOUT);
    raised.mutable_escalation()->set_role(v1::DUTY_ROLE_STATION_CHIEF);
    raised.mutable_escalation()->set_person("P2009");
    raised.mutable_escalation()->set_raised_at_ms(kNowMs - 60'000);

    v1::PendingTime& time = *pending.times.add_times();
    time.set_incident_id("0199-17398e");
    time.set_station_id("chengguan");
    time.set_unit_id("CG3");
    time.set_milestone(v1::MILESTONE_EN_ROUTE);
    time.set_order_number(1);
    time.mutable_stamp()->set_device_at_ms(kNowMs - 200'000);
    time.mutable_stamp()->set_server_at_ms(kNowMs - 80'000);

    v1::Incident& incident = pending.incidents.emplace_back(open_incident("0199-27398e"));
    incident.set_station_id("chengguan");
    v1::Decline& decline = *add_order(incident, "CG4", v1::MILESTONE_ASSIGNED).mutable_decline();
    decline.set_reason(v1::DECLINE_REASON_TOO_FAR);
    decline.set_requested_at_ms(kNowMs - 30'000);
    v1::Handover& handover = *incident.mutable_handover();
    handover.set_requested_by("P1001");
    handover.set_to_officer_id("P1009");
    handover.set_reason("案件归属");
    handover.set_requested_at_ms(kNowMs - 90'000);
  }

  void hold(v1::DutyRole role, const std::string& person) {
    v1::Duty& duty = *roster.add_duties();
    duty.set_role(role);
    duty.set_station_id("chengguan");
    duty.set_person_id(person);
  }

  std::vector<std::string> answers(const std::string& person) const {
    std::vector<std::string> answers;
    for (const WaitingItem& item :
         waiting_for({.person = person, .roster = roster, .now_ms = kNowMs}, pending, names)) {
      answers.push_back(item.answer);
    }
    return answers;
  }

  ShownNames names;
  v1::Roster roster;
  Pending pending;
};

TEST_F(Waiting, OfAChiefAreTheEscalationsToldToHimAndTheTimesOfHisStationTheOldestFirst) {
  EXPECT_THAT(answers("P2009"), ElementsAre("times confirm 17398e CG3 en_route [--reject] --reason TEXT",
                                            "acknowledge 07398f --note TEXT"));
  const auto items = waiting_for({.person = "P2009", .roster = roster, .now_ms = kNowMs}, pending, names);
  const auto lines = waiting_table(items, kNowMs).lines({.columns = 120});
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(lines[1], ::testing::HasSubstr(" 1:20  time of en route"));
  EXPECT_THAT(lines[2], ::testing::HasSubstr(" 1:00  escalation of turnout  07398f"));
}

TEST_F(Waiting, OfWhoeverHoldsAPostOfTheWholeDistrictAreTheTimesOfEveryStation) {
  for (const v1::DutyRole role :
       {v1::DUTY_ROLE_SHIFT_LEADER, v1::DUTY_ROLE_STATION_CHIEF, v1::DUTY_ROLE_DISTRICT_COMMANDER}) {
    hold(role, "P2003");
    roster.mutable_duties()->rbegin()->clear_station_id();
    EXPECT_THAT(answers("P2003"), ElementsAre("times confirm 17398e CG3 en_route [--reject] --reason TEXT"));
    roster.mutable_duties()->RemoveLast();
  }
}

TEST_F(Waiting, OfWhoeverReportedATimeIsNotItsRuling) {
  pending.times.mutable_times(0)->mutable_stamp()->set_reported_by("P2007");
  EXPECT_THAT(answers("P2007"), IsEmpty());
}

TEST_F(Waiting, AtEightyColumnsKeepsTheWholeAnswer) {
  const auto items = waiting_for({.person = "P2007", .roster = roster, .now_ms = kNowMs}, pending, names);
  EXPECT_THAT(waiting_table(items, kNowMs).lines({.columns = 80}).back(),
              "      times confirm 17398e CG3 en_route [--reject] --reason TEXT");
}

TEST_F(Waiting, GoesWithThePostWhenItIsHandedOver) {
  EXPECT_THAT(answers("P2010"), IsEmpty());
  roster.mutable_duties(2)->set_person_id("P2010");
  EXPECT_THAT(answers("P2010"), ElementsAre("times confirm 17398e CG3 en_route [--reject] --reason TEXT",
                                            "acknowledge 07398f --note TEXT"));
}

TEST_F(Waiting, OfADispatcherAreDeclines) {
  EXPECT_THAT(answers("P2001"), ElementsAre("decline-answer 27398e CG4 approve|refuse"));
}

TEST_F(Waiting, OfSupervisorsAreDeclinesWhileNobodyDispatches) {
  roster.mutable_duties(0)->set_role(v1::DUTY_ROLE_DISTRICT_COMMANDER);
  EXPECT_THAT(answers("P2007"), ElementsAre("times confirm 17398e CG3 en_route [--reject] --reason TEXT",
                                            "decline-answer 27398e CG4 approve|refuse"));
}

TEST_F(Waiting, OfAnOfficerAreHandoversAndAfterARefusalOfTheArbiter) {
  EXPECT_THAT(answers("P1009"), ElementsAre("handover accept|refuse 27398e"));
  v1::Handover& handover = *pending.incidents[0].mutable_handover();
  handover.set_refusal_reason("不属我处管辖");
  handover.set_arbiter_role(v1::DUTY_ROLE_STATION_CHIEF);
  handover.set_arbiter_id("P2009");
  EXPECT_THAT(answers("P1009"), IsEmpty());
  EXPECT_EQ(answers("P2009").front(), "handover arbitrate 27398e asked|asker --reason TEXT");
}

TEST_F(Waiting, OfSomebodyElseIsNothing) {
  EXPECT_THAT(answers("P1001"), IsEmpty());
}

}  // namespace
}  // namespace turnout::turnoutctl
