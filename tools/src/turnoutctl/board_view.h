// One frame of the board, drawn from a state: a pure function.
#pragma once

#include <string>
#include <vector>

#include "text/table.h"
#include "turnoutctl/board_feed.h"
#include "turnoutctl/city_now.h"

namespace turnout::turnoutctl {

struct BoardLook {
  text::Look look;
  int rows = 0;  // maximum number of lines; 0 = no limit
};

// District, time with its zone and counts; units by status; what is wrong; who has not answered; the open incidents, the
// most urgent first. What does not fit is counted in the last line. No line is wider than the look's columns.
std::vector<std::string> board_lines(const BoardState& state, const std::string& district, const CityNow& now,
                                     const BoardLook& look);

}  // namespace turnout::turnoutctl
