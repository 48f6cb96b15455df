// A dispatch export as data: calls with the units that were sent to them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trace/flaws.h"
#include "trace/stage.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::trace {

using Instant = std::optional<std::int64_t>;  // Unix milliseconds

// One row: one unit sent to one call.
struct TraceOrder {
  std::size_t row = 0;  // in the file; the header is the row below the preamble
  std::string
      unit_id;  // as an id of the vocabulary (geo::identifier_from); a stand-in where the file has none
  Instant dispatched_at_ms;
  Instant en_route_at_ms;
  Instant on_scene_at_ms;
  Instant available_at_ms;
  std::size_t part = 0;  // which of the units in the row's cell, from 0 on
};

// The instant of a stage that an order has: any but the receipt.
Instant& at(TraceOrder& order, Stage stage);
const Instant& at(const TraceOrder& order, Stage stage);

// The earliest stage of the order; nothing if it has none.
Instant first_stage(const TraceOrder& order);

struct TraceCall {
  std::string number;  // as the file has it; "row 7" where it has none
  std::string type;
  v1::Priority priority = v1::PRIORITY_UNSPECIFIED;
  std::optional<v1::Position> position;
  std::int64_t received_at_ms = 0;  // the first stage of the call where the file has no receipts
  std::vector<TraceOrder> orders;   // by time of dispatch (missing ones first), then by row; never empty
};

// The last time that a call's rows have, its own receipt included.
std::int64_t last_stage_ms(const TraceCall& call);

struct Trace {
  std::vector<TraceCall> calls;  // by time of receipt, then by number
  std::size_t rows = 0;          // without the header
  FlawCounts flaws;
  StageSet
      absent;  // stages that the file does not have: nothing can be said about what begins or ends with them
};

}  // namespace turnout::trace
