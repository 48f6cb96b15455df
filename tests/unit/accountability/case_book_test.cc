#include "accountability/case_book.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing/given_when_then.h"

namespace turnout::accountability {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kIncident;
using testing::Story;

// The book of a follower that has read the story's whole log; each entry may already carry the state as it is
// now.
CaseBook book_of(const Story& story) {
  std::vector<event_store::Entry> entries;
  for (const v1::Event& event : story.log()) {
    event_store::Entry& entry = entries.emplace_back();
    entry.sequence = entries.size();
    entry.event = std::make_shared<v1::Event>(event);
    if (event.incident_version() == 0) continue;
    entry.incident = std::make_shared<v1::Incident>(story.incident(event.incident_id()));
  }
  CaseBook book;
  book.take(entries);
  return book;
}

Story overdue() {
  Story story;
  story.policy = testing::acting_policy();
  story.must(testing::report()).must(testing::deadlines().after(301s));
  return story;
}

TEST(CaseBook, KnowsWhichIncidentsNobodyHasAnswered) {
  Story story = overdue();
  EXPECT_THAT(book_of(story).unanswered(), ElementsAre(kIncident));
  story.must(testing::acknowledge(v1::CLOCK_KIND_TURNOUT).after(310s));
  EXPECT_THAT(book_of(story).unanswered(), IsEmpty());
}

TEST(CaseBook, ForgetsAnEscalationThatHasEndedByItself) {
  Story story = overdue();
  CaseBook book = book_of(story);
  story.must(testing::cancel().after(320s));
  event_store::Entry entry;
  entry.sequence = story.log().size();
  entry.event = std::make_shared<v1::Event>(story.log().back());
  entry.incident = std::make_shared<v1::Incident>(story.incident());
  book.take({entry});
  EXPECT_THAT(book.unanswered(), IsEmpty());
}

TEST(CaseBook, HoldsTheTimesThatWaitUntilASupervisorHasRuled) {
  Story story = testing::given(testing::report(), testing::register_unit(), testing::assign().after(10s),
                               testing::milestone(v1::MILESTONE_EN_ROUTE).device(120s).after(60s));
  const CaseBook waiting = book_of(story);
  ASSERT_EQ(waiting.pending_times().count(kIncident), 1U);
  EXPECT_EQ(waiting.pending_times().at(kIncident).size(), 1U);
  story.must(testing::confirm_time(v1::MILESTONE_EN_ROUTE, false).after(70s));
  EXPECT_THAT(book_of(story).pending_times(), IsEmpty());
}

TEST(CaseBook, RemembersWhereAnIncidentsEventsStandInTheLog) {
  const Story story = testing::given(testing::register_unit(), testing::report(), testing::note());
  EXPECT_THAT(book_of(story).cases().at(kIncident).places, ElementsAre(2, 3));
}

}  // namespace
}  // namespace turnout::accountability
