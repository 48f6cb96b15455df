// The plan of a replay: a trace as actions in the order of time. Pure.
//
// Every row is played as far as it goes:
//   - the order goes out when the row was dispatched, or at its first stage if that is earlier;
//   - a stage before the receipt of its call follows the report at once, with its own time;
//   - a unit that is sent out while it is still busy is cleared first; later stages of its old order follow at their
//     own time;
//   - a row without a time of becoming free is cleared when its unit goes out again, at the latest when the
//     call's last stage is over;
//   - a call gets its disposition and is closed after its last stage, once its turnout clock has ended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "replay/plan_flaws.h"
#include "trace/trace.h"

namespace turnout::replay {

// In the order in which they happen when they have one time.
enum class Step {
  kReport,
  kAssign,
  kEnRoute,
  kOnScene,
  kClear,
  kAwaitTurnout,  // nothing is sent: until the turnout clock has stopped or its deadline has fired
  kDisposition,
  kClose,
};

struct Action {
  std::int64_t at_ms = 0;      // service clock: not before
  std::int64_t record_ms = 0;  // the time that it reports; later than at_ms never, earlier than it rarely
  Step step = Step::kReport;
  std::size_t call = 0;   // in the calls of the plan
  std::size_t order = 0;  // in the call's orders; 0 for the call's own steps
  bool added = false;     // the trace does not say it: the replay adds it
  // Places of the actions that must have been answered before: all lie earlier in the plan. The step before
  // of the same call, and for an order the one that freed the unit.
  std::vector<std::size_t> after;
};

struct Plan {
  std::vector<Action> actions;  // by time
  PlanFlaws flaws;
};

// `calls` as of a trace: by time of receipt, each with at least one order.
Plan make_plan(const std::vector<trace::TraceCall>& calls);

}  // namespace turnout::replay
