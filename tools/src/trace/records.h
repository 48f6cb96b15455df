// From the bytes of an export to its header and rows.
#pragma once

#include <functional>
#include <string>

#include "trace/csv.h"
#include "trace/header.h"
#include "trace/trace_map.h"

namespace turnout::trace {

// Calls `on_header` once, then `on_row` for every row with its number in the file: lines above the header count
// as rows, empty lines below it do not. `file` names the file in errors. Throws geo::DataError when the file is empty,
// when it is an archive, and when its quotes do not match.
void read_records(std::string bytes, const std::string& file, const TraceMap& map,
                  const std::function<void(Header)>& on_header,
                  const std::function<void(CsvRow&, std::size_t)>& on_row);

}  // namespace turnout::trace
