// The rows of a trace by unit: when each order is sent, and when its unit must be free again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "replay/plan_flaws.h"
#include "trace/trace.h"

namespace turnout::replay {

// One row: a unit is sent to a call.
struct UnitTrip {
  const trace::TraceOrder* row = nullptr;
  std::size_t call = 0;        // in the calls
  std::size_t order = 0;       // in the call's orders
  std::int64_t record_ms = 0;  // when the order was given: the row's first stage
  std::int64_t begins_ms = 0;  // when it is sent: never before its call
  trace::Instant freed_ms;     // time of a clear that the replay adds; nothing if it adds none
};

// By unit, in the order in which the unit goes out. `calls` must outlive it. Rows without any stage are left
// out; they and all that is changed are counted.
std::map<std::string, std::vector<UnitTrip>> trips_by_unit(const std::vector<trace::TraceCall>& calls,
                                                           PlanFlaws& flaws);

}  // namespace turnout::replay
