#include "trace/explanation.h"

#include "geo/text_file.h"
#include "trace/records.h"
#include "trace/row_reader.h"

namespace turnout::trace {

Explanation explain_file(const std::filesystem::path& file, const TraceMap& map) {
  Explanation explained;
  std::optional<RowReader> reader;
  FlawCounts unused;
  const auto on_header = [&](Header header) {
    reader.emplace(std::move(header), map);
    const auto meanings = reader->meanings();
    for (std::size_t column = 0; column < meanings.size(); ++column) {
      explained.columns.push_back({reader->header().name_of(column), meanings[column], {}});
    }
  };
  const auto on_row = [&](CsvRow& fields, std::size_t number) {
    if (explained.rows.size() == Explanation::kRows) return;
    for (std::size_t column = 0; column < explained.columns.size(); ++column) {
      explained.columns[column].examples.push_back(column < fields.size() ? fields[column] : "");
    }
    explained.rows.push_back({number, reader->read(fields, number, unused)});
  };
  read_records(geo::read_text_file(file), file.string(), map, on_header, on_row);
  return explained;
}

}  // namespace turnout::trace
