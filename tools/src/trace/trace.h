// A dispatch export as data: calls with the units that were sent to them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trace/flaws.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::trace {

using Instant = std::optional<std::int64_t>;  // Unix milliseconds

// One row: one unit sent to one call.
struct TraceOrder {
  std::size_t row = 0;  // in the file; the header is row 1
  std::string unit_id;  // as an id of the vocabulary (geo::identifier_from)
  Instant dispatched_at_ms;
  Instant en_route_at_ms;
  Instant on_scene_at_ms;
  Instant available_at_ms;
};

struct TraceCall {
  std::string number;  // as in the file
  std::string type;
  v1::Priority priority = v1::PRIORITY_UNSPECIFIED;
  std::optional<v1::Position> position;
  std::int64_t received_at_ms = 0;
  std::vector<TraceOrder> orders;  // by time of dispatch (missing ones first), then by row; never empty
};

struct Trace {
  std::vector<TraceCall> calls;  // by time of receipt, then by number
  std::size_t rows = 0;          // without the header
  FlawCounts flaws;
};

}  // namespace turnout::trace
