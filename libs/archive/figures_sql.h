// SQL of the figures that statistics and bulletins share, and its results as the vocabulary has them.
#pragma once

#include <string>

#include "archive/database.h"
#include "turnout/v1/record.pb.h"

namespace turnout::archive {

// The columns that count the clocks `k` of a group, for clock_figures: met, met reported late, breached, cancelled, running.
extern const char* const kClockSums;
// `at`: the first of these columns.
v1::ClockFigures clock_figures(v1::ClockKind kind, const Row& row, std::size_t at);

// The percentile by nearest rank: of a group of `total` values numbered by `place` in ascending order the value at the smallest
// place that at least `percent` % do not exceed.
std::string nearest_rank(int percent, const std::string& value);

}  // namespace turnout::archive
