// One row for each reason for which the rulebook refuses; where two reasons hold, the earlier of the enum is
// given.
#include <gtest/gtest.h>

#include <functional>

#include "domain/bounds.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;

const std::string kNoIncident = "0199c0de-0000-7000-8000-00000000dead";

// No test: `if (a) TURNOUT_REQUIRE(b); else c();` takes the else for that of its own if, and
// `TURNOUT_REQUIRE(b); else c();` does not compile, as the macro is one statement, do { … } while (false).

struct RefusalRow {
  const char* what;
  v1::RefusalReason reason;
  const char* field;
  std::function<Answer()> answer;
};

Story open() {
  return given(report(), report(kOtherIncident), register_unit("car-1"), register_unit("car-2"));
}
Story sent() {
  return open().must(assign("car-1").after(10s));
}
Story closed() {
  return open().must(disposition()).must(close());
}
Story cancelled() {
  return sent().must(cancel());
}
Story declined() {
  return sent().must(decline());
}
Story out_of_service() {
  return open().must(set_status(v1::UNIT_STATUS_OUT_OF_SERVICE));
}
Story elsewhere() {
  return open().must(assign("car-1").on(kOtherIncident));
}

Story asked_to_return() {
  Story story = sent();
  story.policy.set_decline_needs_approval(true);
  return story.must(decline());
}
Story escalated() {
  Story story;
  story.policy = acting_policy();
  return story.must(report()).must(deadlines().after(301s));
}
Story handing_over() {
  return open().must(hand_over("taker-1", "officer-2"));
}

// More units than one commit recalls.
Story siege() {
  Story story = given(report());
  for (int i = 1; i <= 70; ++i) {
    const std::string unit = "car-" + std::to_string(i);
    story.must(register_unit(unit)).must(assign(unit));
  }
  return story;
}

Story long_lived() {
  Story story = given(report(), register_unit());
  for (int i = 0; i < domain::kMaxOrders; ++i) story.must(assign()).must(decline());
  return story.must(register_unit("car-x"));
}

const RefusalRow kRows[] = {
    {"a field outside its range", v1::REFUSAL_REASON_INVALID_FIELD, "reason",
     [] { return open().when(cancel().with([](auto& r) { r.clear_reason(); })); }},
    {"a form fault on an incident that is not there", v1::REFUSAL_REASON_INVALID_FIELD, "text",
     [] { return open().when(note("").on(kNoIncident)); }},

    {"a report with the id of another", v1::REFUSAL_REASON_REQUEST_ID_REUSED, "incident_id",
     [] { return open().when(report().with([](auto& r) { r.set_type("theft"); })); }},
    {"a used id for an unknown unit", v1::REFUSAL_REASON_REQUEST_ID_REUSED, "request_id",
     [] { return open().must(note().id("x")).when(assign("car-9").id("x")); }},
    {"a used id on an incident that has ended", v1::REFUSAL_REASON_REQUEST_ID_REUSED, "request_id",
     [] { return open().must(note().id("x")).must(cancel()).when(disposition().id("x")); }},

    {"call for nothing", v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
     [] { return open().when(add_call().on(kNoIncident)); }},
    {"note on nothing", v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
     [] { return open().when(note().on(kNoIncident)); }},
    {"amend nothing", v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
     [] { return open().when(amend().on(kNoIncident)); }},
    {"cancel nothing", v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
     [] { return open().when(cancel().on(kNoIncident)); }},
    {"assign nobody to nothing", v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
     [] { return open().when(assign("car-9").on(kNoIncident)); }},
    {"recall from nothing", v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
     [] { return open().when(recall().on(kNoIncident)); }},
    {"milestone of nothing", v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
     [] { return open().when(milestone(v1::MILESTONE_READ).on(kNoIncident)); }},
    {"decline nothing", v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
     [] { return open().when(decline().on(kNoIncident)); }},
    {"disposition of nothing", v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
     [] { return open().when(disposition().on(kNoIncident)); }},
    {"close nothing", v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
     [] { return open().when(close().on(kNoIncident)); }},
    {"reopen nothing", v1::REFUSAL_REASON_UNKNOWN_INCIDENT, "incident_id",
     [] { return open().when(reopen().on(kNoIncident)); }},

    {"assign an unknown unit", v1::REFUSAL_REASON_UNKNOWN_UNIT, "unit_id",
     [] { return open().when(assign("car-9")); }},
    {"assign an unknown unit to what has ended", v1::REFUSAL_REASON_UNKNOWN_UNIT, "unit_id",
     [] { return closed().when(assign("car-9")); }},
    {"status of an unknown unit", v1::REFUSAL_REASON_UNKNOWN_UNIT, "unit_id",
     [] { return open().when(set_status(v1::UNIT_STATUS_AVAILABLE, "car-9")); }},
    {"recall an unknown unit", v1::REFUSAL_REASON_UNKNOWN_UNIT, "unit_id",
     [] { return open().when(recall("car-9")); }},
    {"milestone of an unknown unit", v1::REFUSAL_REASON_UNKNOWN_UNIT, "unit_id",
     [] { return open().when(milestone(v1::MILESTONE_READ, "car-9")); }},
    {"an unknown unit declines", v1::REFUSAL_REASON_UNKNOWN_UNIT, "unit_id",
     [] { return open().when(decline("car-9")); }},

    {"recall a unit that was never sent", v1::REFUSAL_REASON_UNKNOWN_ORDER, "unit_id",
     [] { return sent().when(recall("car-2")); }},
    {"milestone of a unit that was never sent", v1::REFUSAL_REASON_UNKNOWN_ORDER, "unit_id",
     [] { return sent().when(milestone(v1::MILESTONE_READ, "car-2")); }},
    {"milestone of an order of somebody else", v1::REFUSAL_REASON_UNKNOWN_ORDER, "unit_id",
     [] { return sent().must(assign("car-2")).when(milestone(v1::MILESTONE_READ, "car-1").order(2)); }},
    {"milestone of an order of another incident", v1::REFUSAL_REASON_UNKNOWN_ORDER, "unit_id",
     [] { return sent().when(milestone(v1::MILESTONE_READ).on(kOtherIncident)); }},
    {"a unit that was never sent declines", v1::REFUSAL_REASON_UNKNOWN_ORDER, "unit_id",
     [] { return closed().when(decline("car-2")); }},

    {"the dispatcher rules for a unit that was never sent", v1::REFUSAL_REASON_UNKNOWN_ORDER, "unit_id",
     [] { return sent().when(answer_decline(true, "car-2")); }},
    {"confirm a time of an order that never was", v1::REFUSAL_REASON_UNKNOWN_ORDER, "order_number",
     [] { return sent().when(confirm_time(v1::MILESTONE_READ, true, 2)); }},

    {"acknowledge what was not escalated", v1::REFUSAL_REASON_UNKNOWN_ESCALATION, "kind",
     [] { return sent().when(acknowledge(v1::CLOCK_KIND_TURNOUT)); }},
    {"correct a time that nobody has reported", v1::REFUSAL_REASON_UNKNOWN_TIME, "milestone",
     [] { return sent().when(correct_time(v1::MILESTONE_READ, 5s)); }},
    {"correct a time that was only implied", v1::REFUSAL_REASON_UNKNOWN_TIME, "milestone",
     [] {
       return sent().must(milestone(v1::MILESTONE_EN_ROUTE)).when(correct_time(v1::MILESTONE_READ, 5s));
     }},

    {"amend what is closed", v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
     [] { return closed().when(amend()); }},
    {"amend what is cancelled", v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
     [] { return cancelled().when(amend()); }},
    {"cancel twice", v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
     [] { return cancelled().when(cancel()); }},
    {"cancel what is closed", v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
     [] { return closed().when(cancel()); }},
    {"send a unit that is out of service to what has ended", v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
     [] { return out_of_service().must(cancel()).when(assign()); }},
    {"disposition of what has ended", v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
     [] { return cancelled().when(disposition()); }},
    {"close twice", v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id", [] { return closed().when(close()); }},

    {"reopen what is open", v1::REFUSAL_REASON_INCIDENT_NOT_CLOSED, "incident_id",
     [] { return open().when(reopen()); }},
    {"a call of somebody else on what has ended", v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
     [] { return cancelled().when(add_call()); }},

    {"split what is no duplicate", v1::REFUSAL_REASON_NOT_A_DUPLICATE, "incident_id",
     [] { return open().when(split(kIncident)); }},
    {"link to a later one", v1::REFUSAL_REASON_NOT_EARLIER, "duplicate_of",
     [] { return open().when(link(kIncident, kOtherIncident)); }},
    {"link to one that is being cancelled", v1::REFUSAL_REASON_NOT_EARLIER, "duplicate_of",
     [] {
       return siege().must(report(kOtherIncident)).must(cancel()).when(link(kOtherIncident, kIncident));
     }},
    {"link to one that has ended", v1::REFUSAL_REASON_NOT_EARLIER, "duplicate_of",
     [] { return closed().when(link(kOtherIncident, kIncident)); }},

    {"recall twice", v1::REFUSAL_REASON_ORDER_ENDED, "unit_id",
     [] { return sent().must(recall()).when(recall()); }},
    {"decline twice", v1::REFUSAL_REASON_ORDER_ENDED, "unit_id", [] { return declined().when(decline()); }},
    {"decline after the end, though it was under way", v1::REFUSAL_REASON_ORDER_ENDED, "unit_id",
     [] { return sent().must(milestone(v1::MILESTONE_EN_ROUTE)).must(recall()).when(decline()); }},

    {"decline under way", v1::REFUSAL_REASON_ORDER_UNDER_WAY, "unit_id",
     [] { return sent().must(milestone(v1::MILESTONE_EN_ROUTE)).when(decline()); }},
    {"decline on scene, which implies under way", v1::REFUSAL_REASON_ORDER_UNDER_WAY, "unit_id",
     [] { return sent().must(milestone(v1::MILESTONE_ON_SCENE)).when(decline()); }},

    {"approve the return of an order that is under way", v1::REFUSAL_REASON_ORDER_UNDER_WAY, "unit_id",
     [] { return asked_to_return().must(milestone(v1::MILESTONE_EN_ROUTE)).when(answer_decline(true)); }},
    {"ask twice to return an order", v1::REFUSAL_REASON_DECLINE_PENDING, "unit_id",
     [] { return asked_to_return().when(decline()); }},
    {"rule on what nobody asked", v1::REFUSAL_REASON_NO_DECLINE_PENDING, "unit_id",
     [] { return sent().when(answer_decline(false)); }},
    {"rule twice", v1::REFUSAL_REASON_NO_DECLINE_PENDING, "unit_id",
     [] { return asked_to_return().must(answer_decline(false)).when(answer_decline(false)); }},

    {"send a unit that is out of service", v1::REFUSAL_REASON_UNIT_OUT_OF_SERVICE, "unit_id",
     [] { return out_of_service().when(assign()); }},
    {"send a unit twice", v1::REFUSAL_REASON_UNIT_ALREADY_ASSIGNED, "unit_id",
     [] { return sent().when(assign()); }},
    {"send a unit that is on another incident", v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT, "unit_id",
     [] { return elsewhere().when(assign()); }},
    {"send a unit that is elsewhere to a full incident", v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT,
     "unit_id",
     [] {
       return long_lived()
           .must(report(kOtherIncident))
           .must(assign("car-x").on(kOtherIncident))
           .when(assign("car-x"));
     }},

    {"renew the details of a unit with an order", v1::REFUSAL_REASON_UNIT_BUSY, "unit_id",
     [] { return sent().when(register_unit()); }},
    {"set the status of a unit with an order", v1::REFUSAL_REASON_UNIT_BUSY, "unit_id",
     [] { return sent().when(set_status(v1::UNIT_STATUS_OUT_OF_SERVICE)); }},
    {"sign a crew on to a unit with an order", v1::REFUSAL_REASON_UNIT_BUSY, "unit_id",
     [] { return sent().when(sign_on("officer-9")); }},
    {"sign a crew off a unit with an order", v1::REFUSAL_REASON_UNIT_BUSY, "unit_id",
     [] { return sent().when(sign_off()); }},
    {"sign off from a unit that nobody signed on to", v1::REFUSAL_REASON_UNIT_NOT_SIGNED_ON, "unit_id",
     [] { return open().when(sign_off()); }},

    {"an officer confirms his own time", v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor",
     [] {
       return sent()
           .must(milestone(v1::MILESTONE_EN_ROUTE).device(600s).by("officer-1"))
           .when(confirm_time(v1::MILESTONE_EN_ROUTE, true).by("officer-1"));
     }},
    {"who signed an order corrects its times", v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor",
     [] {
       return sent()
           .must(milestone(v1::MILESTONE_ACKNOWLEDGED).by("officer-7"))
           .must(milestone(v1::MILESTONE_EN_ROUTE).by("officer-1"))
           .when(correct_time(v1::MILESTONE_EN_ROUTE, 5s).by("officer-7"));
     }},
    {"a command in the service's name", v1::REFUSAL_REASON_INVALID_FIELD, "actor",
     [] { return open().when(cancel().by("turnout")); }},
    {"send a unit without a crew where the policy asks for one", v1::REFUSAL_REASON_UNIT_NOT_SIGNED_ON,
     "unit_id",
     [] {
       Story story = open();
       story.policy.set_crew_required(true);
       return story.when(assign());
     }},
    {"sign on an officer who is aboard another unit", v1::REFUSAL_REASON_SIGNED_ON_ELSEWHERE, "officers",
     [] {
       return given(register_unit(), register_unit("car-2"), sign_on("officer-9"))
           .when(sign_on("officer-9", "car-2"));
     }},
    {"withdraw a handover that nobody asked for", v1::REFUSAL_REASON_NO_HANDOVER_PENDING, "incident_id",
     [] { return open().when(withdraw_handover("officer-2")); }},
    {"relieve the crew of an order that has ended", v1::REFUSAL_REASON_ORDER_ENDED, "unit_id",
     [] { return sent().must(recall()).when(relieve("officer-9")); }},
    {"the call taker rules on when his own call began", v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor",
     [] { return open().when(correct_start(0s).by("taker-1")); }},
    {"a start after the receipt", v1::REFUSAL_REASON_INVALID_FIELD, "at_ms",
     [] { return open().when(correct_start(1s)); }},
    {"a start that is implausible itself", v1::REFUSAL_REASON_INVALID_FIELD, "at_ms",
     [] { return open().when(correct_start(-25h)); }},

    {"close with units on it, and without a disposition", v1::REFUSAL_REASON_UNITS_STILL_ASSIGNED,
     "incident_id", [] { return sent().when(close()); }},
    {"close without a disposition", v1::REFUSAL_REASON_DISPOSITION_MISSING, "incident_id",
     [] { return open().when(close()); }},

    {"acknowledge twice", v1::REFUSAL_REASON_ALREADY_ACKNOWLEDGED, "kind",
     [] {
       return escalated().must(acknowledge(v1::CLOCK_KIND_TURNOUT)).when(acknowledge(v1::CLOCK_KIND_TURNOUT));
     }},
    {"hand over twice", v1::REFUSAL_REASON_HANDOVER_PENDING, "incident_id",
     [] { return handing_over().when(hand_over("taker-1", "officer-9")); }},
    {"answer when nobody asked", v1::REFUSAL_REASON_NO_HANDOVER_PENDING, "incident_id",
     [] { return open().when(answer_handover("officer-2", true)); }},
    {"arbitrate before it was refused", v1::REFUSAL_REASON_NO_HANDOVER_PENDING, "incident_id",
     [] { return handing_over().when(arbitrate(true)); }},
    {"accept after a refusal", v1::REFUSAL_REASON_NO_HANDOVER_PENDING, "incident_id",
     [] {
       return handing_over()
           .must(answer_handover("officer-2", false))
           .when(answer_handover("officer-2", true));
     }},
    {"hand over what another answers for", v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor",
     [] { return open().when(hand_over("officer-9", "officer-2")); }},
    {"answer for another", v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor",
     [] { return handing_over().when(answer_handover("officer-9", true)); }},
    {"arbitrate without being the arbiter", v1::REFUSAL_REASON_NOT_RESPONSIBLE, "actor",
     [] {
       return handing_over().must(answer_handover("officer-2", false)).when(arbitrate(true).by("officer-9"));
     }},
    {"hand over to oneself", v1::REFUSAL_REASON_ALREADY_RESPONSIBLE, "to_officer_id",
     [] { return open().when(hand_over("taker-1", "taker-1")); }},
    {"confirm a time that waits for nobody", v1::REFUSAL_REASON_TIME_ALREADY_COUNTS, "milestone",
     [] { return sent().must(milestone(v1::MILESTONE_READ)).when(confirm_time(v1::MILESTONE_READ, true)); }},

    {"send a unit to what is being cancelled", v1::REFUSAL_REASON_INCIDENT_ENDED, "incident_id",
     [] { return siege().must(cancel()).when(assign("car-1")); }},
    {"an order more than an incident holds", v1::REFUSAL_REASON_LIMIT_REACHED, "incident.orders",
     [] { return long_lived().when(assign()); }},
};

TEST(Refusal, IsGivenWithItsReasonAndField) {
  for (const RefusalRow& row : kRows) {
    SCOPED_TRACE(row.what);
    const Answer answer = row.answer();
    answer.refuses(row.reason, row.field);
    EXPECT_TRUE(answer.refusal && !answer.refusal->message().empty());
  }
}

TEST(Refusal, HasARowForEveryReasonOfTheRulebook) {
  for (int reason = v1::REFUSAL_REASON_INVALID_FIELD; reason <= v1::REFUSAL_REASON_LIMIT_REACHED; ++reason) {
    // Known to the services, not to the rulebook: they have the city's data.
    if (reason == v1::REFUSAL_REASON_WRONG_DISTRICT || reason == v1::REFUSAL_REASON_UNKNOWN_STATION) continue;
    const bool found =
        std::ranges::any_of(kRows, [reason](const RefusalRow& row) { return row.reason == reason; });
    EXPECT_TRUE(found) << v1::RefusalReason_Name(static_cast<v1::RefusalReason>(reason));
  }
}

TEST(Refusal, IsNeverGivenToANoteOnWhatHasEnded) {
  closed().when(note()).then({v1::Event::kNoteAdded});
  cancelled().when(note()).then({v1::Event::kNoteAdded});
}

TEST(Refusal, IsNeverGivenToAMilestoneOfAnOrderThatWas) {
  cancelled().when(milestone(v1::MILESTONE_ON_SCENE)).then({v1::Event::kMilestoneReached});
  declined().when(milestone(v1::MILESTONE_READ)).then({v1::Event::kMilestoneReached});
}

}  // namespace
}  // namespace turnout::testing
