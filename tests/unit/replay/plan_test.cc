#include "replay/plan.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <random>
#include <set>

#include "unit/replay/calls.h"

namespace turnout::replay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kNames[] = {"report", "assign", "en route", "on scene",
                                  "clear",  "await",  "found",    "close"};

// "60 A assign X 30": at 60 s unit X is sent to call A; what it reports happened at 30 s, if that differs.
std::string text_of(const Action& action, const std::vector<trace::TraceCall>& calls) {
  const trace::TraceCall& call = calls[action.call];
  const auto seconds = [](std::int64_t ms) { return (ms - kStartMs) / 1'000; };
  std::string text = fmt::format("{} {} {}", seconds(action.at_ms), call.number,
                                 kNames[static_cast<std::size_t>(action.step)]);
  const bool of_unit = action.step >= Step::kAssign && action.step <= Step::kClear;
  if (of_unit) text += " " + call.orders[action.order].unit_id;
  if (of_unit && action.added) text += " (added)";
  if (action.record_ms != action.at_ms) text += fmt::format(" {}", seconds(action.record_ms));
  return text;
}

// Without the three steps that end each call.
std::vector<std::string> steps(const Plan& plan, const std::vector<trace::TraceCall>& calls) {
  std::vector<std::string> texts;
  for (const Action& action : plan.actions) {
    if (action.step < Step::kAwaitTurnout) texts.push_back(text_of(action, calls));
  }
  return texts;
}

std::vector<std::string> steps(const Calls& trace) {
  return steps(make_plan(trace.calls), trace.calls);
}

std::vector<std::size_t> rows(const Calls& trace, PlanFlaw flaw) {
  return make_plan(trace.calls).flaws.rows(flaw);
}

TEST(Plan, SendsEveryStageAtItsTimeAndEndsTheCallAfterTheLast) {
  const Calls trace =
      Calls().add("A", 0, {{"X", 60, 90, 300, 900}}).add("B", 100, {{"Y", 120, 150, {}, 500}});
  const Plan plan = make_plan(trace.calls);
  std::vector<std::string> texts;
  for (const Action& action : plan.actions) texts.push_back(text_of(action, trace.calls));
  EXPECT_THAT(texts, ElementsAre("0 A report", "60 A assign X", "90 A en route X", "100 B report",
                                 "120 B assign Y", "150 B en route Y", "300 A on scene X", "500 B clear Y",
                                 "500 B await", "500 B found", "500 B close", "900 A clear X", "900 A await",
                                 "900 A found", "900 A close"));
}

TEST(Plan, KeepsTheOrderOfStagesThatHaveOneTime) {
  EXPECT_THAT(steps(Calls().add("A", 0, {{"X", 0, 0, 0, 0}})),
              ElementsAre("0 A report", "0 A assign X", "0 A en route X", "0 A on scene X", "0 A clear X"));
}

TEST(Plan, SendsAUnitAgainAtTheInstantItIsFreeOnlyAfterItsClear) {
  const Calls trace = Calls().add("A", 0, {{"X", 60, 90, {}, 200}}).add("B", 10, {{"X", 200, 200, 200, 200}});
  EXPECT_THAT(steps(trace),
              ElementsAre("0 A report", "10 B report", "60 A assign X", "90 A en route X", "200 A clear X",
                          "200 B assign X", "200 B en route X", "200 B on scene X", "200 B clear X"));
  EXPECT_THAT(rows(trace, PlanFlaw::kSentWhileBusy), IsEmpty());
}

TEST(Plan, ClearsABusyUnitFirstAndStillSendsWhatItsOldOrderHas) {
  const Calls trace = Calls().add("A", 0, {{"X", 60, 90, 300, 900}}).add("B", 10, {{"X", 200, 220, {}, 400}});
  EXPECT_THAT(steps(trace), ElementsAre("0 A report", "10 B report", "60 A assign X", "90 A en route X",
                                        "200 A clear X (added)", "200 B assign X", "220 B en route X",
                                        "300 A on scene X", "400 B clear X", "900 A clear X"));
  EXPECT_THAT(rows(trace, PlanFlaw::kSentWhileBusy), ElementsAre(3));
}

TEST(Plan, ClearsAUnitThatIsSentTwiceToOneCallAtOnce) {
  const Calls trace = Calls().add("A", 0, {{"X", 60, {}, {}, 100}, {"X", 60, 70, {}, 100}});
  EXPECT_THAT(steps(trace),
              ElementsAre("0 A report", "60 A assign X", "60 A clear X (added)", "60 A assign X",
                          "70 A en route X", "100 A clear X", "100 A clear X"));
}

TEST(Plan, ClearsAUnitWithoutATimeWhenItGoesOutAgain) {
  const Calls trace = Calls()
                          .add("A", 0, {{"X", 60, 90, {}, {}}, {"Y", 60, 90, {}, 900}})
                          .add("B", 10, {{"X", 500, {}, {}, 600}});
  EXPECT_THAT(steps(trace), ElementsAre("0 A report", "10 B report", "60 A assign X", "60 A assign Y",
                                        "90 A en route X", "90 A en route Y", "500 A clear X (added)",
                                        "500 B assign X", "600 B clear X", "900 A clear Y"));
  EXPECT_THAT(rows(trace, PlanFlaw::kClearTimeAdded), ElementsAre(2));
}

TEST(Plan, ClearsAUnitWithoutATimeAtTheEndOfItsCall) {
  const Calls trace = Calls()
                          .add("A", 0, {{"X", 60, 90, {}, {}}, {"Y", 60, 90, {}, 900}})
                          .add("B", 10, {{"X", 5'000, {}, {}, 5'100}});
  EXPECT_THAT(steps(trace), ElementsAre("0 A report", "10 B report", "60 A assign X", "60 A assign Y",
                                        "90 A en route X", "90 A en route Y", "900 A clear X (added)",
                                        "900 A clear Y", "5000 B assign X", "5100 B clear X"));
}

TEST(Plan, SendsAnOrderNoLaterThanItsFirstStage) {
  const Calls trace = Calls().add("A", 0, {{"X", 120, 100, 300, 900}, {"Y", {}, {}, 200, 300}});
  EXPECT_THAT(steps(trace),
              ElementsAre("0 A report", "100 A assign X", "100 A en route X", "200 A assign Y",
                          "200 A on scene Y", "300 A on scene X", "300 A clear Y", "900 A clear X"));
  EXPECT_THAT(rows(trace, PlanFlaw::kOrderAtFirstStage), ElementsAre(2, 3));
}

TEST(Plan, SendsStagesAfterTheClearAtTheirOwnTime) {
  EXPECT_THAT(
      steps(Calls().add("A", 0, {{"X", 60, 90, 300, 250}})),
      ElementsAre("0 A report", "60 A assign X", "90 A en route X", "250 A clear X", "300 A on scene X"));
}

TEST(Plan, PlaysStagesBeforeTheCallAtItsReceiptWithTheirOwnTime) {
  const Calls trace = Calls().add("A", 50, {{"X", 20, 40, 300, 900}});
  EXPECT_THAT(steps(trace), ElementsAre("50 A report", "50 A assign X 20", "50 A en route X 40",
                                        "300 A on scene X", "900 A clear X"));
  EXPECT_THAT(rows(trace, PlanFlaw::kBeforeCall), ElementsAre(2));
}

TEST(Plan, CountsRowsWithoutAnyStageAndPlaysTheRest) {
  const Calls trace = Calls().add("A", 0, {{"X", {}, {}, {}, {}}, {"Y", 60, {}, {}, 100}});
  EXPECT_THAT(steps(trace), ElementsAre("0 A report", "60 A assign Y", "100 A clear Y"));
  EXPECT_THAT(rows(trace, PlanFlaw::kNothingToPlay), ElementsAre(2));
}

TEST(Plan, MakesEachStepFollowTheOneBeforeOfItsCallAndAnOrderItsUnitsClear) {
  const Calls trace = Calls().add("A", 0, {{"X", 60, 90, {}, 200}}).add("B", 10, {{"X", 200, {}, {}, 300}});
  const Plan plan = make_plan(trace.calls);
  ASSERT_EQ(text_of(plan.actions[4], trace.calls), "200 A clear X");
  const auto order_b = std::ranges::find_if(
      plan.actions, [&](const Action& action) { return text_of(action, trace.calls) == "200 B assign X"; });
  ASSERT_NE(order_b, plan.actions.end());
  EXPECT_THAT(order_b->after, ElementsAre(1, 4));  // B's report, A's clear of X
  EXPECT_THAT(plan.actions[0].after, IsEmpty());
  EXPECT_THAT(plan.actions[4].after, ElementsAre(3));
}

// Whatever the times are: played one after the other, no unit is ever sent while it is on another order, no
// action comes before what it waits for, and no row that can be played is lost.
TEST(Plan, NeverSendsAUnitThatIsNotFreeWhateverTheTraceSays) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::minstd_rand random(seed);
    const auto maybe = [&random]() -> std::optional<double> {
      if (random() % 6 == 0) return std::nullopt;
      return static_cast<double>(random() % 12) * 10;
    };
    Calls trace;
    std::size_t playable = 0;
    for (int call = 0; call < 6; ++call) {
      std::vector<RowTimes> of_call;
      for (int row = 0; row < 3; ++row) {
        of_call.push_back(
            {std::string(1, static_cast<char>('X' + random() % 3)), maybe(), maybe(), maybe(), maybe()});
        const RowTimes& made = of_call.back();
        playable += made.dispatched || made.en_route || made.on_scene || made.available ? 1 : 0;
      }
      trace.add(std::to_string(call), call * 10, of_call);
    }
    const Plan plan = make_plan(trace.calls);
    std::set<std::string> busy;
    std::set<std::pair<std::size_t, std::size_t>> sent, ended;
    for (std::size_t place = 0; place < plan.actions.size(); ++place) {
      const Action& action = plan.actions[place];
      for (const std::size_t earlier : action.after) ASSERT_LT(earlier, place);
      ASSERT_GE(action.at_ms, plan.actions[place == 0 ? 0 : place - 1].at_ms);
      const std::pair order(action.call, action.order);
      const std::string& unit = trace.calls[action.call].orders[action.order].unit_id;
      if (action.step == Step::kAssign) {
        ASSERT_TRUE(busy.insert(unit).second) << "seed " << seed << ": " << text_of(action, trace.calls);
        sent.insert(order);
      } else if (action.step == Step::kClear) {
        ASSERT_TRUE(sent.contains(order)) << "seed " << seed;
        if (ended.insert(order).second) busy.erase(unit);
      }
    }
    EXPECT_THAT(busy, IsEmpty()) << "seed " << seed;
    EXPECT_EQ(sent.size(), playable) << "seed " << seed;
  }
}

}  // namespace
}  // namespace turnout::replay
