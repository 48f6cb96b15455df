// One frame of the board, drawn from a state: a pure function.
#pragma once

#include <string>
#include <vector>

#include "text/table.h"
#include "turnoutctl/board_feed.h"

namespace turnout::turnoutctl {

struct BoardLook {
  text::Look look;
  int rows = 0;  // maximum number of lines; 0 = no limit
};

// District, time and counts; units by status; faults; unanswered escalations; the open incidents, the most urgent
// first. The last line counts those that do not fit. No line is wider than the look's columns.
std::vector<std::string> board_lines(const BoardState& state, const std::string& district,
                                     std::int64_t now_ms, const BoardLook& look);

}  // namespace turnout::turnoutctl
