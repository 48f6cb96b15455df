#include "trace/records.h"

#include "geo/data_error.h"
#include "trace/encoding.h"

namespace turnout::trace {
namespace {

// `text` behind its first lines.
std::string_view below(std::string_view text, std::size_t lines, const std::string& file) {
  for (std::size_t line = 0; line < lines; ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
      throw geo::DataError(file + ": has no more than " + std::to_string(line + 1) +
                           " lines, but the map skips " + std::to_string(lines) + " (preamble_lines)");
    }
    text.remove_prefix(end + 1);
  }
  return text;
}

}  // namespace

void read_records(std::string bytes, const std::string& file, const TraceMap& map,
                  const std::function<void(Header)>& on_header,
                  const std::function<void(CsvRow&, std::size_t)>& on_row) {
  if (bytes.starts_with("PK\x03\x04")) {
    throw geo::DataError(file +
                         ": is a zip archive or a spreadsheet; unpack it, or save it as CSV, e.g. unzip -p " +
                         file + " > export.csv");
  }
  const std::string text = to_utf8(std::move(bytes), map.form.encoding);
  const std::string_view rows = below(text, map.form.preamble_lines, file);
  bool has_header = false;
  std::size_t number = map.form.preamble_lines;
  read_csv(
      rows, file,
      [&](CsvRow& row) {
        ++number;
        if (!has_header) {
          has_header = true;
          on_header(map.form.has_header ? Header(row, file, map.file) : Header(row.size(), file, map.file));
          if (map.form.has_header) return;
        }
        on_row(row, number);
      },
      {map.form.delimiter, map.form.preamble_lines + 1});
  if (!has_header) throw geo::DataError(file + ": the file is empty");
}

}  // namespace turnout::trace
