// The flaws of a file or a play, for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/table.h"
#include "trace/trace.h"

namespace turnout::replay {

struct FlawCount {
  std::string_view name;
  std::string_view meaning;
  std::size_t count = 0;
  std::string first = {};  // where it was found first: "row 7, 'Received': 'soon'"; may be empty
};

// Every kind, over all rows of the file.
std::vector<FlawCount> flaws_of_file(const trace::Trace& trace);

// Those that were found.
text::Table flaw_table(const std::vector<FlawCount>& counts);

}  // namespace turnout::replay
