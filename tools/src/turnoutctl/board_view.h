// One frame of the board, drawn from a state: a pure function.
#pragma once

#include <string>
#include <vector>

#include "text/table.h"
#include "turnoutctl/board_feed.h"
#include "turnoutctl/city_now.h"
#include "turnoutctl/shown_names.h"

namespace turnout::turnoutctl {

// What is shown, and how.
struct BoardLook {
  text::Look look;
  int rows = 0;            // maximum number of lines; 0 = no limit
  std::size_t scroll = 0;  // how many incidents are above the first that is shown; the last page if too many
};

// The city of a board.
struct BoardCity {
  std::string district;
  CityNow now;
  const ShownNames& names;  // of stations and people; call signs are the units' own
};

struct BoardFrame {
  std::vector<std::string> lines = {};
  std::size_t scroll = 0;  // at most as much as in the look
  std::size_t page = 1;    // how many incidents fit, at least 1
};

// District, time with its zone, counts and age; units by status; what is wrong; the open incidents of the scope, the most
// urgent first (MoreUrgent); who has not answered, on a third of the lines at most. The last line says how much is above and
// below. No line is wider than the look's columns.
BoardFrame board_frame(const BoardState& state, const BoardScope& scope, const BoardCity& city,
                       const BoardLook& look);

}  // namespace turnout::turnoutctl
