#include "turnoutctl/event_text.h"

#include <gtest/gtest.h>

#include "incidents.h"
#include "turnoutctl/accountability_text.h"
#include "turnoutctl/incident_text.h"

namespace turnout::turnoutctl {
namespace {

const v1::TimeZone kZone = shanghai();

TEST(Words, OfEveryKindOfEventAreKnown) {
  const auto* bodies = v1::Event::descriptor()->oneof_decl(0);
  for (int i = 0; i < bodies->field_count(); ++i) {
    v1::Event event;
    event.GetReflection()->MutableMessage(&event, bodies->field(i));
    EXPECT_EQ(describe(event, kZone).find("does not know"), std::string::npos) << bodies->field(i)->name();
  }
  EXPECT_EQ(describe(v1::Event(), kZone), "unknown event: this program is older than the services");
}

TEST(Words, OfAMilestoneNameUnitAndOrder) {
  v1::Event event;
  event.set_unit_id("car-7");
  event.mutable_milestone_reached()->set_order_number(2);
  event.mutable_milestone_reached()->set_milestone(v1::MILESTONE_EN_ROUTE);
  EXPECT_EQ(describe(event, kZone), "car-7 en route (order 2)");
}

TEST(Words, SayWhereATimeComesFrom) {
  v1::Event event;
  event.set_at_ms(kNowMs + 60'000);
  EXPECT_EQ(provenance(event, kZone), "");
  EXPECT_EQ(happened_at_ms(event), kNowMs + 60'000);

  v1::Stamp& stamp = *event.mutable_milestone_reached()->mutable_stamp();
  stamp.set_at_ms(kNowMs);
  stamp.set_source(v1::TIME_SOURCE_BUTTON);
  stamp.set_basis(v1::TIME_BASIS_SERVER);
  stamp.set_device_at_ms(kNowMs + 5'000);
  stamp.set_implied(true);
  EXPECT_EQ(provenance(event, kZone), "button, server, implied, device said 12:00:05");
  EXPECT_EQ(happened_at_ms(event), kNowMs);
}

TEST(Words, OfAnArrivalSayWhetherThePositionShowedIt) {
  v1::Event event;
  v1::Stamp& stamp = *event.mutable_milestone_reached()->mutable_stamp();
  stamp.set_source(v1::TIME_SOURCE_BUTTON);
  stamp.set_basis(v1::TIME_BASIS_SERVER);
  stamp.set_scene_check(v1::SCENE_CHECK_UNVERIFIED);
  stamp.set_scene_distance_m(900);
  EXPECT_EQ(provenance(event, kZone), "button, server, unverified: 900 m away");
  stamp.set_scene_check(v1::SCENE_CHECK_NO_FIX);
  EXPECT_EQ(provenance(event, kZone), "button, server, no fix");
}

TEST(Words, OfAnEscalationNameThePostAndWhoHoldsIt) {
  v1::Event event;
  v1::EscalationRaised& raised = *event.mutable_escalation_raised();
  raised.set_kind(v1::CLOCK_KIND_ACKNOWLEDGE);
  raised.set_order_number(2);
  raised.set_level(1);
  raised.set_role(v1::DUTY_ROLE_SHIFT_LEADER);
  EXPECT_EQ(describe(event, kZone),
            "escalated: acknowledge (order 2), level 1, shift leader (nobody on duty)");
  raised.set_person("P2003");
  EXPECT_EQ(describe(event, kZone), "escalated: acknowledge (order 2), level 1, shift leader P2003");
}

TEST(Words, OfAnAdjudicatedTimeNameBothTimesAndTheReason) {
  v1::Event event;
  v1::TimeAdjudicated& adjudicated = *event.mutable_time_adjudicated();
  adjudicated.set_order_number(1);
  adjudicated.set_milestone(v1::MILESTONE_EN_ROUTE);
  adjudicated.mutable_before()->set_at_ms(kNowMs + 60'000);
  adjudicated.mutable_after()->set_at_ms(kNowMs);
  adjudicated.mutable_after()->set_basis(v1::TIME_BASIS_CORRECTED);
  adjudicated.mutable_after()->set_adjudication_reason("视频核对");
  EXPECT_EQ(describe(event, kZone), "en route (order 1) corrected: 12:00:00 instead of 12:01:00: 视频核对");
}

TEST(Words, OfAClockThatWasStartedAgainSaySinceWhen) {
  v1::Incident incident = open_incident("a");
  v1::Clock& clock = add_clock(incident, v1::CLOCK_KIND_TURNOUT, 300'000);
  clock.set_run(1);
  EXPECT_EQ(clock_name(clock, kZone), "turnout");
  clock.set_run(2);
  EXPECT_EQ(clock_name(clock, kZone), "turnout (again since 12:00:00)");
}

TEST(Words, OfAClockSayHowItRunsOrEnded) {
  v1::Incident incident = open_incident("a");
  v1::Clock& clock = add_clock(incident, v1::CLOCK_KIND_ACKNOWLEDGE, 298'000);
  clock.set_order_number(2);
  EXPECT_EQ(clock_name(clock, kZone), "acknowledge (order 2)");
  EXPECT_EQ(clock_state(clock, {.now_ms = kNowMs, .zone = kZone}), "4:58 left of 5:00, until 12:04:58");
  EXPECT_EQ(clock_state(clock, {.now_ms = kNowMs + 298'001, .zone = kZone}),
            "late −0:01 of 5:00, since 12:04:58");

  clock.set_stopped_at_ms(clock.started_at_ms() + 185'000);
  clock.set_verdict(v1::CLOCK_VERDICT_MET);
  EXPECT_EQ(clock_state(clock, {.now_ms = kNowMs, .zone = kZone}), "met after 3:05 of 5:00");
  clock.set_stopped_at_ms(0);
  clock.set_verdict(v1::CLOCK_VERDICT_BREACHED);
  EXPECT_EQ(clock_state(clock, {.now_ms = kNowMs, .zone = kZone}), "breached");
}

TEST(Words, OfAPassedDeadlineNameTheOrdersOwnOfficer) {
  v1::Attribution late;
  late.set_kind(v1::CLOCK_KIND_TURNOUT);
  late.set_late_ms(192'000);
  late.set_officer_id("P1005");
  EXPECT_EQ(late_text(late), "turnout by 3:12: P1005 answered for it at the deadline");
  late.set_kind(v1::CLOCK_KIND_ACKNOWLEDGE);
  late.set_order_number(2);
  late.set_unit_id("CG4");
  EXPECT_EQ(late_text(late), "acknowledge (order 2) by 3:12: P1005 of CG4");
  late.clear_officer_id();
  EXPECT_EQ(late_text(late), "acknowledge (order 2) by 3:12: CG4, whose order nobody has signed");
}

TEST(Words, OfAnIncidentBeginWithItsWholeId) {
  v1::Incident incident = open_incident("0199f3c0-aaaa-7000-8000-00000007398f");
  EXPECT_EQ(headline(incident), "0199f3c0-aaaa-7000-8000-00000007398f  open, urgent, no station");
  incident.set_priority(v1::PRIORITY_UNSPECIFIED);
  EXPECT_EQ(headline(incident), "0199f3c0-aaaa-7000-8000-00000007398f  open, no station");
  incident.set_priority(v1::PRIORITY_EMERGENCY);
  incident.set_type("robbery");
  incident.set_station_id("north");
  incident.set_area_class(v1::AREA_CLASS_RURAL);
  EXPECT_EQ(headline(incident),
            "0199f3c0-aaaa-7000-8000-00000007398f  open, emergency, robbery, north (rural)");
}

}  // namespace
}  // namespace turnout::turnoutctl
