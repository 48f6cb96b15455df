// Who answered, what was waited for, and whose time a passed deadline was.
#include "domain/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using namespace std::chrono_literals;

struct Line {
  v1::Wait wait;
  std::string officer;
  std::int64_t seconds;
  bool operator==(const Line&) const = default;
};

std::vector<Line> lines_of(const auto& ledger) {
  std::vector<Line> lines;
  for (const v1::LedgerLine& line : ledger)
    lines.push_back({line.wait(), line.officer_id(), line.duration_ms() / 1'000});
  return lines;
}

Story late() {
  return given(report().urban(), register_unit(), assign().after(40s),
               milestone(v1::MILESTONE_ACKNOWLEDGED).after(100s), deadlines().after(301s),
               milestone(v1::MILESTONE_EN_ROUTE).after(400s), milestone(v1::MILESTONE_ON_SCENE).after(500s),
               disposition().after(700s), milestone(v1::MILESTONE_CLEARED).after(710s), close().after(720s));
}

TEST(Ledger, GivesEverySecondToWhatWasWaitedForAndWhoAnswered) {
  const Story story = late();
  EXPECT_THAT(
      lines_of(domain::ledger_of(story.incident(), story.now_ms + 5'000)),
      ::testing::ElementsAre(
          Line{v1::WAIT_FOR_ORDER, "taker-1", 40}, Line{v1::WAIT_FOR_SIGNATURE, "taker-1", 60},
          Line{v1::WAIT_FOR_TURNOUT, "officer-1", 300}, Line{v1::WAIT_FOR_ARRIVAL, "officer-1", 100},
          Line{v1::WAIT_FOR_DISPOSITION, "officer-1", 200}, Line{v1::WAIT_FOR_CLOSING, "officer-1", 20}));
}

TEST(Ledger, RunsUntilNowWhileTheIncidentIsOpen) {
  const Story story = given(report());
  EXPECT_THAT(lines_of(domain::ledger_of(story.incident(), kCallAtMs + 9'000)),
              ::testing::ElementsAre(Line{v1::WAIT_FOR_ORDER, "taker-1", 9}));
  EXPECT_TRUE(domain::ledger_of(story.incident(), kCallAtMs).empty());
}

TEST(Ledger, ChangesHandsWithAHandover) {
  Story story = given(report(), hand_over("taker-1", "taker-2").after(10s),
                      answer_handover("taker-2", true).after(30s));
  EXPECT_THAT(lines_of(domain::ledger_of(story.incident(), kCallAtMs + 50'000)),
              ::testing::ElementsAre(Line{v1::WAIT_FOR_ORDER, "taker-1", 30},
                                     Line{v1::WAIT_FOR_ORDER, "taker-2", 20}));
}

TEST(Attribution, SaysWhoAnsweredAtTheDeadlineAndWhatTookTheTime) {
  const Story story = late();
  const auto attributions = domain::attributions_of(story.incident(), story.now_ms);
  ASSERT_EQ(attributions.size(), 2U);
  EXPECT_EQ(attributions[0].kind(), v1::CLOCK_KIND_TURNOUT);
  EXPECT_EQ(attributions[0].late_ms(), 100'000);
  EXPECT_EQ(attributions[0].officer_id(), "officer-1");
  EXPECT_EQ(attributions[0].longest_wait(), v1::WAIT_FOR_TURNOUT);
  EXPECT_EQ(attributions[1].kind(), v1::CLOCK_KIND_ACKNOWLEDGE);
  EXPECT_EQ(attributions[1].officer_id(), "officer-1") << "who signed it, late";
  EXPECT_EQ(attributions[1].unit_id(), "car-1");
  EXPECT_EQ(attributions[1].longest_wait(), v1::WAIT_FOR_SIGNATURE);
}

TEST(Attribution, IsNotMadeOfWhatWasMetAfterAll) {
  Story story = given(report(), register_unit(), assign().after(10s),
                      milestone(v1::MILESTONE_ACKNOWLEDGED).after(20s), deadlines().after(400s));
  story.must(milestone(v1::MILESTONE_EN_ROUTE).device(250s).after(410s));
  EXPECT_TRUE(domain::attributions_of(story.incident(), story.now_ms).empty());
}

TEST(Attribution, OfAnOrderThatHasEndedDoesNotGrow) {
  Story story = given(report().urban(), register_unit(), assign().after(10s), deadlines().after(50s),
                      recall().after(60s));
  const auto late = domain::attributions_of(story.incident(), kCallAtMs + 900'000);
  const auto of_order = std::ranges::find(late, 1U, &v1::Attribution::order_number);
  ASSERT_NE(of_order, late.end());
  EXPECT_EQ(of_order->late_ms(), 20'000);
}

}  // namespace
}  // namespace turnout::testing
