#include "domain/apply.h"

#include <gtest/gtest.h>

#include "domain/bounds.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;

// An event with this body, otherwise empty.
v1::Event event_with(const google::protobuf::FieldDescriptor* body) {
  v1::Event event;
  event.set_incident_id(kIncident);
  event.set_incident_version(1);
  event.set_unit_id("car-1");
  event.set_unit_version(1);
  event.GetReflection()->MutableMessage(&event, body);
  return event;
}

TEST(Apply, BearsEveryEventOnEveryState) {
  const Story story = given(report(), register_unit(), assign().after(10s));
  const auto* bodies = v1::Event::descriptor()->FindOneofByName("body");
  for (int i = 0; i < bodies->field_count(); ++i) {
    const v1::Event event = event_with(bodies->field(i));
    for (v1::Incident incident : {v1::Incident(), story.incident()}) {
      domain::apply(event, incident);
      EXPECT_EQ(incident.version(), 1U);
    }
    for (v1::Unit unit : {v1::Unit(), story.unit()}) {
      domain::apply(event, unit);
      EXPECT_EQ(unit.version(), 1U);
    }
  }
  v1::Event none;
  v1::Incident incident;
  domain::apply(none, incident);
}

TEST(Apply, KeepsTheFirstAndTheNewestCallsAndTheNewestNotesAndCountsAll) {
  Story story = given(report());
  for (int i = 2; i <= domain::kMaxCallsKept + 5; ++i) {
    story.must(add_call().with(
        [i](auto& r) { r.mutable_call()->mutable_caller()->set_words("call " + std::to_string(i)); }));
  }
  for (int i = 1; i <= domain::kMaxNotesKept + 5; ++i) story.must(note("note " + std::to_string(i)));
  EXPECT_EQ(story.incident().calls_size(), domain::kMaxCallsKept);
  EXPECT_EQ(story.incident().calls_total(), domain::kMaxCallsKept + 5U);
  EXPECT_FALSE(story.incident().calls(0).has_caller());  // the report's own
  EXPECT_EQ(story.incident().calls(1).caller().words(), "call 7");
  EXPECT_EQ(story.incident().calls(domain::kMaxCallsKept - 1).caller().words(),
            "call " + std::to_string(domain::kMaxCallsKept + 5));
  EXPECT_EQ(story.incident().notes_size(), domain::kMaxNotesKept);
  EXPECT_EQ(story.incident().notes_total(), domain::kMaxNotesKept + 5U);
  EXPECT_EQ(story.incident().notes(0).text().text(), "note 6");
}

TEST(Apply, OfAnEndedIncidentKeepsNeitherItsPolicyNorMoreThanTheReportAndTheNewestRequests) {
  Story story = given(report());
  for (int i = 0; i < 40; ++i) story.must(note().id("note-" + std::to_string(i)));
  EXPECT_GT(story.incident().effective_clocks_size(), 0);
  EXPECT_EQ(story.incident().applied_size(), 41);
  story.must(cancel().id("cancel-1"));
  EXPECT_EQ(story.incident().effective_clocks_size(), 0);
  EXPECT_EQ(story.incident().applied_size(), domain::kRememberedRequestsAfterEnd + 1);
  EXPECT_EQ(story.incident().applied(0).request_id(), kIncident);
  EXPECT_EQ(story.incident().applied(domain::kRememberedRequestsAfterEnd).request_id(), "cancel-1");
  story.must(note().id("note-after-the-end"));
  EXPECT_EQ(story.incident().applied_size(), domain::kRememberedRequestsAfterEnd + 1);
}

TEST(Apply, OfAnIncidentThatIsOpenAgainTakesThePolicyInForceWithTheEvent) {
  Story story = given(report(), disposition().after(50s), close().after(55s));
  const Answer reopened = story.when(reopen().after(60s));
  ASSERT_EQ(reopened.events.size(), 1U);
  EXPECT_EQ(reopened.events.front().incident_reopened().applied_policy().clocks_size(),
            story.incident().effective_clocks_size());
  EXPECT_EQ(story.incident().effective_clocks_size(), given(report()).incident().effective_clocks_size());
  EXPECT_EQ(story.incident().station_id(), "station-urban");
}

TEST(Apply, OfADuplicateThatIsSplitTakesThePolicyInForceWithTheEvent) {
  Story story = given(report(), report(kOtherIncident).after(5s), link(kOtherIncident).after(10s));
  EXPECT_EQ(story.incident(kOtherIncident).effective_clocks_size(), 0);
  const Answer separate = story.when(split(kOtherIncident).after(20s));
  ASSERT_EQ(separate.events.size(), 2U);
  EXPECT_GT(separate.events.front().duplicate_split().applied_policy().clocks_size(), 0);
  EXPECT_EQ(story.incident(kOtherIncident).effective_clocks_size(), story.incident().effective_clocks_size());
}

TEST(Apply, StoresNothingOfARequestThatItDoesNotKnow) {
  v1::Call call = report().request.call();
  call.set_received_at_ms(kCallAtMs);
  const std::size_t known = call.ByteSizeLong();
  call.GetReflection()->MutableUnknownFields(&call)->AddLengthDelimited(999, std::string(60'000, 'x'));
  const Story story = given(report().with([&](auto& r) { *r.mutable_call() = call; }));
  EXPECT_EQ(story.incident().calls(0).ByteSizeLong(), known);
  EXPECT_LT(story.log().front().ByteSizeLong(), 1'000U);
}

TEST(Apply, NeedsNoMoreEventsOfADecisionThanItsBound) {
  Story story;
  story.policy = acting_policy();
  story.must(report());
  for (int i = 0; i < domain::kMaxUnitsAtOnce; ++i) {
    const std::string unit = "car-" + std::to_string(i);
    story.must(register_unit(unit)).must(assign(unit).after(10s));
  }
  const Answer answer = story.when(cancel().after(1'000s));
  // Each order's deadline, level and recall; turnout with its level, arrival; the end.
  EXPECT_EQ(answer.events.size(), 3U * domain::kMaxUnitsAtOnce + 4);
  EXPECT_LE(answer.events.size(), static_cast<std::size_t>(domain::kMaxEventsOfADecision));
}

}  // namespace
}  // namespace turnout::testing
