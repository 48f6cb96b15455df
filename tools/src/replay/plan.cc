#include "replay/plan.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>

#include "replay/unit_trips.h"

namespace turnout::replay {
namespace {

// The sort key of an action: time, then rank. The report has rank 0.
struct Moment {
  std::int64_t at_ms;
  int rank;
};

constexpr int kLastRanks = std::numeric_limits<int>::max() - 3;

Moment moment_after(Moment last, std::int64_t at_ms) {
  return {at_ms, at_ms == last.at_ms ? last.rank + 1 : 1};
}

// An action before it is sorted and linked.
struct PlannedAction {
  Action action;
  int rank;
  const std::string* needs = nullptr;  // for an order: the unit that must be free
  const std::string* frees = nullptr;  // for a clear: the unit that may go out again
};

struct Stage {
  trace::Instant record_ms;
  Step step;
  bool added;
};

// The stages after the order, by time.
std::vector<Stage> stages_after_order(const UnitTrip& trip) {
  std::vector<Stage> stages = {{trip.row->en_route_at_ms, Step::kEnRoute, false},
                               {trip.row->on_scene_at_ms, Step::kOnScene, false},
                               {trip.freed_ms, Step::kClear, true},
                               {trip.row->available_at_ms, Step::kClear, false}};
  std::erase_if(stages, [](const Stage& stage) { return !stage.record_ms; });
  std::ranges::stable_sort(stages, {}, [](const Stage& stage) { return *stage.record_ms; });
  return stages;
}

// Adds the order and its stages, each after the one before. `free` is when the unit became free for the order.
// Returns when it is free again.
Moment add_trip(const UnitTrip& trip, Moment free, std::vector<PlannedAction>& planned) {
  const std::string& unit = trip.row->unit_id;
  const auto add = [&](Moment moment, const Stage& stage) -> PlannedAction& {
    Action action{.at_ms = moment.at_ms,
                  .record_ms = *stage.record_ms,
                  .step = stage.step,
                  .call = trip.call,
                  .order = trip.order,
                  .added = stage.added,
                  .after = {}};
    return planned.emplace_back(PlannedAction{std::move(action), moment.rank});
  };
  Moment last = moment_after(free, trip.begins_ms);
  add(last, {trip.record_ms, Step::kAssign, false}).needs = &unit;
  std::optional<Moment> free_again;
  for (const Stage& stage : stages_after_order(trip)) {
    last = moment_after(last, std::max(*stage.record_ms, trip.begins_ms));
    PlannedAction& next = add(last, stage);
    if (stage.step != Step::kClear || free_again) continue;
    next.frees = &unit;
    free_again = last;
  }
  return free_again.value();
}

// Adds the first and the last actions of a call.
void add_frame(const trace::TraceCall& call, std::size_t place, std::vector<PlannedAction>& planned) {
  const auto add = [&](std::int64_t at_ms, Step step, int rank) {
    Action action{.at_ms = at_ms,
                  .record_ms = at_ms,
                  .step = step,
                  .call = place,
                  .order = 0,
                  .added = step != Step::kReport,
                  .after = {}};
    planned.emplace_back(PlannedAction{std::move(action), rank});
  };
  add(call.received_at_ms, Step::kReport, 0);
  const std::int64_t end_ms = trace::last_stage_ms(call);
  add(end_ms, Step::kAwaitTurnout, kLastRanks);
  add(end_ms, Step::kDisposition, kLastRanks + 1);
  add(end_ms, Step::kClose, kLastRanks + 2);
}

// Links each action to the call's previous step, and an order also to the clear that freed its unit, if any.
std::vector<Action> linked(std::vector<PlannedAction> planned) {
  std::ranges::sort(planned, {}, [](const PlannedAction& next) {
    return std::tie(next.action.at_ms, next.rank, next.action.call, next.action.order);
  });
  std::vector<Action> actions;
  std::unordered_map<std::size_t, std::size_t> last_of_call;
  std::unordered_map<std::string, std::size_t> last_clear_of_unit;
  for (PlannedAction& next : planned) {
    const std::size_t place = actions.size();
    Action& action = next.action;
    if (const auto [last, first] = last_of_call.try_emplace(action.call, place); !first) {
      action.after.push_back(last->second);
      last->second = place;
    }
    if (next.needs != nullptr) {
      const auto cleared = last_clear_of_unit.find(*next.needs);
      if (cleared != last_clear_of_unit.end()) action.after.push_back(cleared->second);
    }
    if (next.frees != nullptr) last_clear_of_unit[*next.frees] = place;
    actions.push_back(std::move(action));
  }
  return actions;
}

}  // namespace

Plan make_plan(const std::vector<trace::TraceCall>& calls) {
  Plan plan;
  std::vector<PlannedAction> planned;
  for (const auto& [unit, trips] : trips_by_unit(calls, plan.flaws)) {
    Moment free{std::numeric_limits<std::int64_t>::min(), 0};
    for (const UnitTrip& trip : trips) free = add_trip(trip, free, planned);
  }
  for (std::size_t call = 0; call < calls.size(); ++call) add_frame(calls[call], call, planned);
  plan.actions = linked(std::move(planned));
  return plan;
}

}  // namespace turnout::replay
