#include "replay/player.h"

#include <gmock/gmock.h>

#include "client/services.h"
#include "unit/replay/calls.h"
#include "unit/replay/fake_transport.h"

namespace turnout::replay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

class Playing : public ::testing::Test {
 protected:
  Played play(const Calls& trace) {
    const Plan plan = make_plan(trace.calls);
    const Requests requests("run", trace.calls);
    Player player(plan, requests, clock_, transport_);
    return player.play(
        [this](const PlayState& state) { worst_behind_ms_ = std::max(worst_behind_ms_, state.behind_ms); });
  }

  testing::ManualClock clock_{kStartMs - 10'000};
  FakeTransport transport_{clock_};
  std::int64_t worst_behind_ms_ = 0;
};

TEST_F(Playing, SendsEverythingAtItsTimeWithTheNumberOfItsOrder) {
  const Played played = play(Calls().add("A", 0, {{"X", 60, 90, 300, 900}, {"Y", 70, 80, {}, 200}}));
  EXPECT_THAT(transport_.log,
              ElementsAre("0 report", "60 assign X", "70 assign Y", "80 en route Y 2", "90 en route X 1",
                          "200 clear Y 2", "300 on scene X 1", "900 clear X 1", "900 found", "900 close"));
  EXPECT_THAT(played.refused, IsEmpty());
  EXPECT_THAT(played.not_sent, IsEmpty());
  EXPECT_THAT(played.answered_after_ms, SizeIs(8));
}

TEST_F(Playing, SendsAUnitAgainOnlyWhenItsClearHasBeenAnswered) {
  transport_.answers_after_ms["clear X 1"] = 30'000;
  const Played played =
      play(Calls().add("A", 0, {{"X", 60, 90, {}, 200}}).add("B", 10, {{"X", 200, 220, {}, 400}}));
  EXPECT_THAT(transport_.log, ElementsAre("0 report", "10 report", "60 assign X", "90 en route X 1",
                                          "200 clear X 1", "230 assign X", "230 found", "230 en route X 1",
                                          "230 close", "400 clear X 1", "430 found", "430 close"));
  EXPECT_EQ(worst_behind_ms_, 30'000);
}

TEST_F(Playing, DoesNotHoldOtherCallsUpWhenAServiceIsSlow) {
  transport_.answers_after_ms["assign X"] = 1'000'000;
  play(Calls().add("A", 0, {{"X", 60, 90, {}, 200}}).add("B", 10, {{"Y", 70, 80, {}, 200}}));
  EXPECT_THAT(transport_.log, Contains("80 en route Y 1"));
  EXPECT_THAT(transport_.log, Contains("1060 en route X 1"));
}

TEST_F(Playing, ClosesACallThatNeverTurnedOutOnlyAfterItsDeadlineHasFired) {
  play(Calls().add("A", 0, {{"X", 60, {}, {}, 100}}));
  EXPECT_THAT(transport_.log,
              ElementsAre("0 report", "60 assign X", "100 clear X 1", "300 found", "300 close"));
}

TEST_F(Playing, WaitsForAKeeperThatIsLate) {
  transport_.keeper_late_ms = 20'000;
  play(Calls().add("A", 0, {{"X", 60, {}, {}, 400}}));
  EXPECT_THAT(transport_.log,
              ElementsAre("0 report", "60 assign X", "400 clear X 1", "400 found", "400 close"));
  transport_.log.clear();
  clock_.set(kStartMs - 10'000);
  play(Calls().add("B", 0, {{"X", 60, {}, {}, 100}}));
  EXPECT_THAT(transport_.log,
              ElementsAre("0 report", "60 assign X", "100 clear X 1", "320 found", "320 close"));
}

TEST_F(Playing, EndsWhenNobodyKeepsTheDeadlines) {
  transport_.keeper_late_ms = 366LL * 24 * 3'600 * 1'000;
  EXPECT_THAT(
      [this] {
        play(Calls().add("A", 0, {{"X", 60, {}, {}, 100}}));
      },
      ThrowsMessage<client::Unanswered>(HasSubstr("is the deadline keeper running?")));
}

TEST_F(Playing, ShowsWhatWasRefusedAndLeavesOutWhatDependsOnIt) {
  transport_.refuses.insert("assign X");
  const Played played = play(Calls().add("A", 0, {{"X", 60, 90, {}, 200}, {"Y", 70, 80, {}, 300}}));
  ASSERT_THAT(played.refused, SizeIs(1));
  EXPECT_EQ(played.refused[0].refusal.reason(), v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT);
  EXPECT_THAT(played.not_sent, SizeIs(2));  // en route and clear of X
  EXPECT_THAT(transport_.log, ElementsAre("0 report", "60 assign X", "70 assign Y", "80 en route Y 1",
                                          "300 clear Y 1", "300 found", "300 close"));
}

TEST_F(Playing, LeavesOutTheWholeCallWhenItsReportIsRefused) {
  transport_.refuses.insert("report");
  const Played played = play(Calls().add("A", 0, {{"X", 60, 90, {}, 200}}));
  EXPECT_THAT(transport_.log, ElementsAre("0 report"));
  EXPECT_THAT(played.not_sent, SizeIs(6));
}

}  // namespace
}  // namespace turnout::replay
