// A shift of the demonstration city: calls and the units sent to them, as a dispatch system would export them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "generate/city.h"

namespace turnout::generate {

struct ShiftPlan {
  std::uint64_t seed = 110;
  std::int64_t from_ms = 0;  // Unix ms
  double hours = 24;
  double scale = 1;  // of the hourly rates
};

// One unit sent to one call. Times in Unix seconds.
struct SentUnit {
  std::string unit_id;
  std::int64_t dispatched_at, en_route_at, on_scene_at, available_at;
};

struct ShiftCall {
  std::string number;
  std::string type;
  int priority;  // 3 = emergency, 2 = urgent, 1 = routine
  v1::Position position;
  v1::AreaClass area_class;
  std::int64_t received_at;     // Unix s
  std::vector<SentUnit> units;  // at least one
};

// The same city and plan give the same shift. It has no flaws: every stage is present and in order, and no unit
// is sent before it is free. Most turnouts are in time; the first call of each area class is late, so that even
// the shortest shift shows a breach.
std::vector<ShiftCall> make_shift(const City& city, const ShiftPlan& plan);

// The shift as CSV with a header, times in Asia/Shanghai, in the format that deploy/city/shift_map.yaml describes.
std::string shift_csv(const std::vector<ShiftCall>& calls);

}  // namespace turnout::generate
