// The size of a stored incident is bounded, however much is reported about it.
#include "domain/snapshot_size.h"

#include <gtest/gtest.h>

#include <map>

#include "domain/apply.h"
#include "domain/bounds.h"
#include "domain/escalations.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;

std::string widest(std::size_t characters) {
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) text += "\xF0\xA0\xAE\xB7";  // 𠮷, four bytes
  return text;
}

const std::string kLongestId(domain::kMaxIdBytes, 'z');
const std::string kJudge(domain::kMaxIdBytes, 'y');  // nobody rules on his own times
const std::string kFirstWords = "the first call" + widest(domain::kMaxLinesCharacters - 14);

v1::Call longest_call() {
  v1::Call call = report().request.call();
  call.mutable_caller()->set_name(widest(domain::kMaxNameCharacters));
  call.mutable_caller()->set_phone(widest(domain::kMaxPhoneCharacters));
  call.mutable_caller()->set_words(widest(domain::kMaxLinesCharacters));
  call.set_received_by(kLongestId);
  return call;
}

Story reported_at_length() {
  return given(report().with([](auto& r) {
    *r.mutable_call() = longest_call();
    r.mutable_call()->mutable_caller()->set_words(kFirstWords);
    r.mutable_place()->mutable_address()->set_text(widest(domain::kMaxReasonCharacters));
    r.set_type(widest(domain::kMaxCodeCharacters));
  }));
}

void order_recall_and_clear(Story& story) {
  story.must(assign(kLongestId).by(kLongestId));
  story.must(milestone(v1::MILESTONE_ON_SCENE, kLongestId).by(kLongestId));
  story.must(recall(kLongestId).with([](auto& r) { r.set_reason(widest(domain::kMaxReasonCharacters)); }));
  story.must(milestone(v1::MILESTONE_CLEARED, kLongestId).by(kLongestId));
}

// Officers with the longest ids hand the incident on until as many of them are kept as can be.
void hand_over_to_the_bound(Story& story) {
  for (const char last : {'x', 'y'}) {
    for (int i = 0; i < domain::kMaxPastResponsible / 2; ++i) {
      const std::string from = story.incident().responsible().officer_id();
      const std::string to =
          std::string(domain::kMaxIdBytes - 2, 'z') + static_cast<char>('a' + i % 26) + last;
      story.must(hand_over(from, to)).must(answer_handover(to, true));
    }
  }
}

void adjudicate_every_order(Story& story, std::uint32_t first = 1) {
  const std::string reason = widest(domain::kMaxReasonCharacters);
  for (std::uint32_t order = first; order <= domain::kMaxOrders; ++order) {
    for (const auto reached : {v1::MILESTONE_CLEARED, v1::MILESTONE_ON_SCENE}) {
      story.must(correct_time(reached, Duration(story.now_ms - kCallAtMs), order)
                     .by(kJudge)
                     .with([&reason](auto& r) { r.set_reason(reason); }));
    }
  }
}

// As long as the bounds allow in every field.
Story told_at_length() {
  Story story = reported_at_length();
  for (int i = 0; i < domain::kMaxCallsKept; ++i) {
    story.must(add_call().with([](auto& r) { *r.mutable_call() = longest_call(); }));
  }
  for (int i = 0; i < domain::kMaxNotesKept; ++i) {
    story.must(note(widest(domain::kMaxLinesCharacters)).by(kLongestId));
  }
  story.must(register_unit(kLongestId)).must(disposition().with([](auto& r) {
    r.set_text(widest(domain::kMaxLinesCharacters));
  }));
  for (int i = 0; i < domain::kMaxOrders; ++i) order_recall_and_clear(story);
  adjudicate_every_order(story);
  hand_over_to_the_bound(story);
  for (int i = 0; i < domain::kRememberedIncidentRequests; ++i) {
    const std::string number = std::to_string(i);
    story.must(add_call().id(number + kLongestId.substr(number.size())).with([](auto& r) {
      *r.mutable_call() = longest_call();
    }));
  }
  return story;
}

const Story& fullest() {
  static const Story story = told_at_length();
  return story;
}

TEST(SnapshotSize, IsBoundedAtEveryVersionAndKeepsTheOrdersAndTheFirstCall) {
  const Story& story = fullest();
  EXPECT_LE(story.incident().ByteSizeLong(), domain::kMaxSnapshotBytes);
  EXPECT_EQ(story.incident().orders_size(), domain::kMaxOrders);
  EXPECT_EQ(story.incident().past_responsible_size(), domain::kMaxPastResponsible);
  EXPECT_EQ(story.incident().calls(0).caller().words(), kFirstWords);
  EXPECT_EQ(story.incident().notes_total(), static_cast<std::uint32_t>(domain::kMaxNotesKept));
  EXPECT_GT(story.incident().applied_size(), domain::kRememberedRequestsAfterEnd);  // the report as well
}

// Every clock of every order passes its deadline and somebody is told of it.
TEST(SnapshotSize, IsBoundedWhenEveryOrderIsLate) {
  Story story = given(register_unit("car-0"), register_unit(kLongestId));
  story.policy = acting_policy();
  for (v1::Duty& duty : *story.roster.mutable_duties()) duty.set_person_id(kLongestId);
  story.must(report()).must(assign("car-0")).must(milestone(v1::MILESTONE_EN_ROUTE, "car-0"));
  for (int i = 1; i < domain::kMaxOrders; ++i) {
    story.must(assign(kLongestId).by(kLongestId));
    for (int late = 0; late < 6; ++late) {
      story.now_ms += Duration(20min).count();
      story.must(deadlines());
    }
    story.must(milestone(v1::MILESTONE_ON_SCENE, kLongestId).by(kLongestId));
    story.must(milestone(v1::MILESTONE_CLEARED, kLongestId).by(kLongestId));
  }
  hand_over_to_the_bound(story);
  adjudicate_every_order(story, 2);
  EXPECT_LE(story.incident().ByteSizeLong(), domain::kMaxSnapshotBytes);
  EXPECT_EQ(story.incident().orders_size(), domain::kMaxOrders);
  for (const v1::Escalation& escalation : story.incident().escalations()) {
    EXPECT_EQ(domain::find_escalation(story.incident(), escalation.kind(), escalation.order_number()),
              &escalation);
  }
}

TEST(SnapshotSize, IsTheSameAfterAReplay) {
  const Story& story = fullest();
  v1::Incident replayed;
  for (const v1::Event& event : story.log()) {
    if (event.incident_version() == 0) continue;
    domain::apply(event, replayed);
    ASSERT_LE(replayed.ByteSizeLong(), domain::kMaxSnapshotBytes) << event.incident_version();
  }
  EXPECT_EQ(replayed.SerializeAsString(), story.incident().SerializeAsString());
}

TEST(SnapshotSize, GivesTheOldestNotesUpBeforeAnyCall) {
  Story story = reported_at_length();
  for (int i = 0; i < 4; ++i)
    story.must(add_call().with([](auto& r) { *r.mutable_call() = longest_call(); }));
  for (int i = 0; i < 60; ++i) {
    story.must(note(std::to_string(i) + widest(domain::kMaxLinesCharacters - 10)));
  }
  EXPECT_EQ(story.incident().calls_size(), 5);
  EXPECT_LT(story.incident().notes_size(), 60);
  EXPECT_EQ(story.incident().notes_total(), 60U);
  EXPECT_EQ(story.incident().notes(story.incident().notes_size() - 1).text().text().substr(0, 2), "59");
}

TEST(SnapshotSize, LeavesWhatFitsAsItIs) {
  const Story story = given(report(), note("short"), add_call());
  v1::Incident incident = story.incident();
  domain::bound_size(incident);
  EXPECT_EQ(incident.SerializeAsString(), story.incident().SerializeAsString());
}

}  // namespace
}  // namespace turnout::testing
