// Rows of a text of delimited fields (RFC 4180: quoted fields may hold delimiters, quotes and line feeds).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace turnout::trace {

using CsvRow = std::vector<std::string>;

// Calls `on_row` for every row in order, the header included; empty lines are none. Spaces around unquoted
// fields are taken off. Throws geo::DataError naming `file` and the row when quotes do not match; the first row
// has the number `first_row`.
struct CsvForm {
  char delimiter = ',';
  std::size_t first_row = 1;
};
void read_csv(std::string_view text, const std::string& file, const std::function<void(CsvRow&)>& on_row,
              CsvForm form = {});

}  // namespace turnout::trace
