// The plan of a replay: a trace as actions by time. Pure.
//
// Every row is replayed as far as possible:
//   - the order is sent when the row was dispatched, or at its first stage if that is earlier;
//   - a stage before the receipt of its call is sent right after the report, with the stage's own time;
//   - a unit that is sent out while it is still busy is cleared first; later stages of its old order are sent at
//     their own time;
//   - a row without a time of becoming free is cleared when its unit goes out again, at the latest after the
//     call's last stage;
//   - a call gets its disposition and is closed after its last stage, once its turnout clock has ended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "replay/plan_flaws.h"
#include "trace/trace.h"

namespace turnout::replay {

// In the order in which steps with the same time happen.
enum class Step {
  kReport,
  kAssign,
  kEnRoute,
  kOnScene,
  kClear,
  kAwaitTurnout,  // sends nothing; waits until the turnout clock has stopped or its deadline has fired
  kDisposition,
  kClose,
};

struct Action {
  std::int64_t at_ms = 0;      // earliest time, service clock
  std::int64_t record_ms = 0;  // the time that it reports: at_ms, rarely earlier, never later
  Step step = Step::kReport;
  std::size_t call = 0;   // in the calls of the plan
  std::size_t order = 0;  // in the call's orders; 0 for the call's own steps
  bool added = false;     // not in the trace; added by the replay
  // Indexes of the actions that must be answered before, all earlier in the plan: the call's previous step, and for
  // an order the action that freed the unit.
  std::vector<std::size_t> after;
};

struct Plan {
  std::vector<Action> actions;  // by time
  PlanFlaws flaws;
};

// `calls` as in a trace: by time of receipt, each with at least one order.
Plan make_plan(const std::vector<trace::TraceCall>& calls);

}  // namespace turnout::replay
