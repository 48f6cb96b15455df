#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/bounds.h"
#include "domain/request_meta.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

// The answer to a request that was applied before: no event, and the result of the first time.
void expect_the_same(const Answer& again, const Answer& first) {
  EXPECT_FALSE(again.refusal) << again.refusal->message();
  EXPECT_TRUE(again.events.empty());
  EXPECT_EQ(again.result.event_ids, first.result.event_ids);
  EXPECT_EQ(again.result.order_number, first.result.order_number);
}

TEST(Request, HasTheSameOutcomeAgain) {
  Story story = given(register_unit());
  const Answer reported = story.when(report());
  const Answer assigned = story.when(assign().id("a-1").after(10s));
  story.must(milestone(v1::MILESTONE_CLEARED).after(20s)).must(disposition()).must(close());
  expect_the_same(story.when(report()), reported);
  expect_the_same(story.when(assign().id("a-1").after(30s)), assigned);
  EXPECT_THAT(reported.result.event_ids, ElementsAre(kIncident + "/1"));
  EXPECT_THAT(assigned.result.event_ids, ElementsAre(kIncident + "/2"));
  EXPECT_EQ(assigned.result.order_number, 1U);
}

TEST(Request, OwnsItsEventsAndNotTheDeadlinesThatFiredBeforeThem) {
  Story story = given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1").after(10s));
  const Answer recalled = story.when(recall("car-1").id("r-1").after(50s));
  EXPECT_EQ(recalled.events.size(), 2U);
  EXPECT_THAT(recalled.result.event_ids, ElementsAre(kIncident + "/4"));
  expect_the_same(story.when(recall("car-1").id("r-1").after(60s)), recalled);
  const Answer assigned = story.when(assign("car-2").id("a-2").after(111s));
  EXPECT_EQ(assigned.events.size(), 2U);
  EXPECT_EQ(assigned.events.front().actor(), "turnout");
  EXPECT_EQ(assigned.events.front().request_id(), "");
  EXPECT_EQ(assigned.events.front().unit_version(), 0U);
  EXPECT_EQ(assigned.events.back().incident_version(), 6U);
  EXPECT_EQ(assigned.events.back().unit_version(), 2U);
  expect_the_same(story.when(assign("car-2").id("a-2")), assigned);
}

TEST(Request, OwnsAllOfItsEvents) {
  Story story =
      given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1"), assign("car-2"));
  const Answer cancelled = story.when(cancel().id("c-1"));
  EXPECT_THAT(cancelled.result.event_ids, ElementsAre(kIncident + "/4", kIncident + "/5", kIncident + "/6"));
  expect_the_same(story.when(cancel().id("c-1")), cancelled);
}

TEST(Request, IsRefusedWithAnotherBodyOrAsAnotherCommand) {
  Story story = given(report(), note("one").id("n-1"), register_unit().id("u-1"));
  story.when(note("two").id("n-1")).refuses(v1::REFUSAL_REASON_REQUEST_ID_REUSED, "request_id");
  story.when(cancel().id("n-1")).refuses(v1::REFUSAL_REASON_REQUEST_ID_REUSED, "request_id");
  story.when(set_status(v1::UNIT_STATUS_AVAILABLE).id("u-1")).refuses(v1::REFUSAL_REASON_REQUEST_ID_REUSED);
  story.when(report().with([](auto& request) { request.set_type("theft"); }))
      .refuses(v1::REFUSAL_REASON_REQUEST_ID_REUSED, "incident_id");
}

TEST(Request, IsKnownToItsIncidentOrUnitOnly) {
  Story story = given(report(), report(kOtherIncident), register_unit("car-1"), note().id("x-1"));
  story.when(note("another").on(kOtherIncident).id("x-1")).then({v1::Event::kNoteAdded});
  story.when(set_status(v1::UNIT_STATUS_OUT_OF_SERVICE).id("x-1")).then({v1::Event::kUnitStatusSet});
}

TEST(Request, IsRememberedByTheIncidentForItsLastCommandsAndTheReportForGood) {
  Story story;
  const Answer reported = story.when(report());
  for (int i = 0; i < domain::kRememberedIncidentRequests; ++i)
    story.must(note().id("n-" + std::to_string(i)));
  EXPECT_EQ(story.incident().applied_size(), domain::kRememberedIncidentRequests);
  expect_the_same(story.when(report()), reported);
  EXPECT_TRUE(story.when(note().id("n-1")).events.empty());
  story.when(note().id("n-0")).then({v1::Event::kNoteAdded});
}

TEST(Request, IsRememberedByTheUnitForItsLastCommands) {
  Story story;
  for (int i = 0; i <= domain::kRememberedUnitRequests; ++i) {
    story.must(register_unit().id("u-" + std::to_string(i)));
  }
  EXPECT_EQ(story.unit().applied_size(), domain::kRememberedUnitRequests);
  EXPECT_TRUE(story.when(register_unit().id("u-1")).events.empty());
  story.when(register_unit().id("u-0")).then({v1::Event::kUnitRegistered});
}

TEST(Request, ChangesNothingWhenItIsRefused) {
  Story story = given(report());
  const std::string before = story.incident().SerializeAsString();
  story.when(assign("car-9").id("a-1").after(400s)).refuses(v1::REFUSAL_REASON_UNKNOWN_UNIT);
  EXPECT_EQ(story.incident().SerializeAsString(), before);
  story.must(register_unit("car-9"));
  story.when(assign("car-9").id("a-1"))
      .then({v1::Event::kDeadlineBreached, v1::Event::kDeadlineBreached, v1::Event::kUnitAssigned});
}

TEST(Fingerprint, TellsBodiesCommandsAndDistrictsApart) {
  const auto of = [](const google::protobuf::Message& command) {
    return domain::fingerprint_of(command, kFingerprintSecret);
  };
  const auto noted = note("one").request;
  EXPECT_EQ(of(noted), of(note("one").request));
  EXPECT_NE(of(noted), of(note("two").request));
  EXPECT_NE(of(close().request), of(v1::GetIncidentRequest::default_instance()));
  EXPECT_NE(of(v1::CloseIncidentRequest()), of(v1::ReopenIncidentRequest()));
  EXPECT_EQ(of(noted).size(), 16U);
  EXPECT_NE(of(noted), domain::fingerprint_of(noted, "secret of another district"));
}

}  // namespace
}  // namespace turnout::testing
