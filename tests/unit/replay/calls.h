// Small traces for tests, in seconds after the first call.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trace/trace.h"

namespace turnout::replay {

inline constexpr std::int64_t kStartMs = 1'772'452'800'000;  // 2026-03-02T12:00:00Z

inline trace::Instant at(std::optional<double> seconds) {
  if (!seconds) return std::nullopt;
  return kStartMs + static_cast<std::int64_t>(*seconds * 1'000);
}

// Seconds; absent = the trace does not have it.
struct RowTimes {
  std::string unit;
  std::optional<double> dispatched, en_route, on_scene, available;
};

// Rows are numbered from 2 on, through all the calls that one object makes.
class Calls {
 public:
  Calls& add(const std::string& number, double received, const std::vector<RowTimes>& rows) {
    trace::TraceCall call;
    call.number = number;
    call.type = "Fight";
    call.received_at_ms = *at(received);
    for (const RowTimes& row : rows) {
      call.orders.push_back(
          {next_row_++, row.unit, at(row.dispatched), at(row.en_route), at(row.on_scene), at(row.available)});
    }
    calls.push_back(std::move(call));
    return *this;
  }

  std::vector<trace::TraceCall> calls;

 private:
  std::size_t next_row_ = 2;
};

}  // namespace turnout::replay
