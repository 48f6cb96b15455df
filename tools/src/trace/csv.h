// Rows of a CSV text (RFC 4180: quoted fields may hold commas, quotes and line feeds).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace turnout::trace {

using CsvRow = std::vector<std::string>;

// Calls `on_row` for every row in order, including the header; skips empty lines. Removes spaces around unquoted
// fields. Throws geo::DataError naming `file` and the row when quotes do not match.
void read_csv(std::string_view text, const std::string& file, const std::function<void(CsvRow&)>& on_row);

}  // namespace turnout::trace
