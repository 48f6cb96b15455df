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

TEST(Apply, KeepsTheFirstCallsAndTheLastNotesAndCountsAll) {
  Story story = given(report());
  for (int i = 2; i <= domain::kMaxCallsKept + 5; ++i) {
    story.must(add_call().with([i](auto& r) { r.mutable_call()->set_words("call " + std::to_string(i)); }));
  }
  for (int i = 1; i <= domain::kMaxNotesKept + 5; ++i) story.must(note("note " + std::to_string(i)));
  EXPECT_EQ(story.incident().calls_size(), domain::kMaxCallsKept);
  EXPECT_EQ(story.incident().calls_total(), domain::kMaxCallsKept + 5U);
  EXPECT_EQ(story.incident().calls(domain::kMaxCallsKept - 1).words(), "call 30");
  EXPECT_EQ(story.incident().notes_size(), domain::kMaxNotesKept);
  EXPECT_EQ(story.incident().notes_total(), domain::kMaxNotesKept + 5U);
  EXPECT_EQ(story.incident().notes(0).text(), "note 6");
}

std::string widest(std::size_t characters) {
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) text += "\xF0\xA0\xAE\xB7";  // 𠮷, four bytes
  return text;
}

const std::string kLongestId(domain::kMaxIdBytes, 'z');

v1::Call longest_call() {
  v1::Call call = report().request.call();
  call.set_caller_name(widest(domain::kMaxNameCharacters));
  call.set_caller_phone(widest(domain::kMaxPhoneCharacters));
  call.set_words(widest(domain::kMaxLinesCharacters));
  call.set_received_by(kLongestId);
  return call;
}

// As long as the bounds allow in every field.
Story fullest() {
  const std::string reason = widest(domain::kMaxReasonCharacters);
  Story story = given(report().with([&](auto& r) {
    *r.mutable_call() = longest_call();
    r.mutable_place()->set_address(reason);
    r.set_type(widest(domain::kMaxCodeCharacters));
  }));
  for (int i = 0; i < domain::kMaxCallsKept; ++i) {
    story.must(add_call().with([](auto& r) { *r.mutable_call() = longest_call(); }));
  }
  for (int i = 0; i < domain::kMaxNotesKept; ++i) {
    story.must(note(widest(domain::kMaxLinesCharacters)).by(kLongestId));
  }
  story.must(register_unit(kLongestId)).must(disposition().with([](auto& r) {
    r.set_text(widest(domain::kMaxLinesCharacters));
  }));
  for (int i = 0; i < domain::kMaxAssignments; ++i) {
    story.must(assign(kLongestId).by(kLongestId));
    story.must(milestone(v1::MILESTONE_ON_SCENE, kLongestId).by(kLongestId));
    story.must(recall(kLongestId).with([&](auto& r) { r.set_reason(reason); }));
    story.must(milestone(v1::MILESTONE_CLEARED, kLongestId).by(kLongestId));
  }
  for (int i = 0; i < domain::kRememberedIncidentRequests; ++i) {
    const std::string number = std::to_string(i);
    story.must(add_call().id(number + kLongestId.substr(number.size())));
  }
  return story;
}

TEST(Apply, KeepsTheFullestSnapshotBelowOneMebibyte) {
  const Story story = fullest();
  EXPECT_EQ(story.incident().assignments_size(), domain::kMaxAssignments);
  EXPECT_EQ(story.incident().applied_size(), domain::kRememberedIncidentRequests);
  EXPECT_LT(story.incident().ByteSizeLong(), 1'048'576U);
}

TEST(Apply, StoresNothingOfARequestThatItDoesNotKnow) {
  v1::Call call = report().request.call();
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
  for (int i = 0; i < domain::kMaxStandingAssignments; ++i) {
    const std::string unit = "car-" + std::to_string(i);
    story.must(register_unit(unit)).must(assign(unit).after(10s));
  }
  const Answer answer = story.when(cancel().after(1'000s));
  // Each order's deadline, rung and recall; turnout with its rung, arrival; the end.
  EXPECT_EQ(answer.events.size(), 3U * domain::kMaxStandingAssignments + 4);
  EXPECT_LE(answer.events.size(), static_cast<std::size_t>(domain::kMaxEventsOfADecision));
}

}  // namespace
}  // namespace turnout::testing
