// Personal data can be deleted without breaking a proof over its event.
#include "domain/personal.h"

#include <gtest/gtest.h>

#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

const std::string kSalt(domain::kPersonalSaltBytes, 's');

v1::Event sealed_report() {
  const Story story = given(report().with([](auto& r) {
    r.mutable_call()->mutable_caller()->set_name("Li");
    r.mutable_call()->mutable_caller()->set_phone("13800001111");
    r.mutable_call()->mutable_caller()->set_words("a fight");
    r.mutable_place()->mutable_address()->set_text("Gulou Street 1");
  }));
  v1::Event event = story.log().front();
  domain::seal_personal(event, kSalt);
  return event;
}

// What is left when somebody has deleted the data and its salt.
v1::Event with_data_deleted(v1::Event event) {
  event.mutable_incident_reported()->mutable_call()->clear_caller();
  event.mutable_incident_reported()->mutable_place()->clear_address();
  event.clear_personal_salt();
  return event;
}

TEST(Personal, IsSealedWithADigestThatVerifies) {
  const v1::Event event = sealed_report();
  EXPECT_EQ(event.personal_salt(), kSalt);
  EXPECT_EQ(event.personal_digest().size(), 32U);
  EXPECT_EQ(event.personal_digest(), domain::personal_digest(event.personal_salt(), event));
}

TEST(Personal, HasAnotherDigestWithAnotherWordOrSalt) {
  const v1::Event event = sealed_report();
  v1::Event changed = event;
  changed.mutable_incident_reported()->mutable_call()->mutable_caller()->set_words("a fire");
  EXPECT_NE(domain::personal_digest(kSalt, changed), event.personal_digest());
  EXPECT_NE(domain::personal_digest(std::string(domain::kPersonalSaltBytes, 't'), event),
            event.personal_digest());
}

// Else text could be moved from one field to the next under the same digest.
TEST(Personal, HasAnotherDigestWhenATextStandsInAnotherMessage) {
  v1::Event one = sealed_report();
  v1::Event other = one;
  one.mutable_incident_reported()->mutable_place()->clear_address();
  other.mutable_incident_reported()->mutable_call()->clear_caller();
  EXPECT_NE(domain::personal_digest(kSalt, one), domain::personal_digest(kSalt, other));
  EXPECT_NE(domain::personal_bytes(one), "");
}

TEST(Personal, MayBeDeletedWithoutAChangeToWhatAProofCovers) {
  const v1::Event event = sealed_report();
  const v1::Event deleted = with_data_deleted(event);
  EXPECT_NE(event.SerializeAsString(), deleted.SerializeAsString());
  EXPECT_EQ(domain::without_personal(event).SerializeAsString(),
            domain::without_personal(deleted).SerializeAsString());
  EXPECT_EQ(domain::without_personal(event).personal_digest(), event.personal_digest());
  EXPECT_EQ(domain::personal_bytes(domain::without_personal(event)), "");
}

TEST(Personal, IsFoundInEveryKindOfEventThatCarriesIt) {
  const auto place = [](auto& r) { r.mutable_place()->mutable_address()->set_text("Gulou Street 2"); };
  const auto caller = [](auto& r) { r.mutable_call()->mutable_caller()->set_phone("1"); };
  Story story = given(report());
  for (const Answer& answer : {story.when(add_call().with(caller)), story.when(note("by the blue gate")),
                               story.when(amend().with(place)),
                               story.when(disposition().with([](auto& r) { r.set_text("Li has paid"); }))}) {
    ASSERT_EQ(answer.events.size(), 1U);
    EXPECT_NE(domain::personal_bytes(answer.events.front()), "") << answer.events.front().ShortDebugString();
  }
}

TEST(Personal, LeavesAnEventWithoutItAsItIs) {
  const Story story = given(report(), register_unit(), assign());
  for (v1::Event event : story.log()) {
    const std::string before = event.SerializeAsString();
    domain::seal_personal(event, kSalt);
    EXPECT_EQ(event.SerializeAsString(), before);
  }
}

}  // namespace
}  // namespace turnout::testing
