#include "trace/csv.h"

#include <csv.h>

#include <memory>

#include "geo/data_error.h"

namespace turnout::trace {
namespace {

constexpr std::size_t kChunkBytes = 64U << 10U;

// Rows found by the C parser. They are passed on between its calls, so that no exception passes through it.
struct Found {
  CsvRow row;
  std::vector<CsvRow> rows;
};

void on_field(void* text, std::size_t size, void* found) {
  static_cast<Found*>(found)->row.emplace_back(static_cast<const char*>(text), size);
}

void on_row_end(int, void* data) {
  auto* found = static_cast<Found*>(data);
  found->rows.push_back(std::move(found->row));
  found->row.clear();
}

}  // namespace

void read_csv(std::string_view text, const std::string& file, const std::function<void(CsvRow&)>& on_row,
              CsvForm form) {
  csv_parser parser{};
  csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_delim(&parser, static_cast<unsigned char>(form.delimiter));
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> freed(&parser, csv_free);
  Found found;
  std::size_t rows = 0;
  const auto hand_on = [&](bool parsed) {
    rows += found.rows.size();
    if (!parsed) {
      throw geo::DataError(file + ": row " + std::to_string(rows + form.first_row) +
                           ": the quotes of a field do not match");
    }
    for (CsvRow& row : found.rows) on_row(row);
    found.rows.clear();
  };
  for (std::size_t begin = 0; begin < text.size(); begin += kChunkBytes) {
    const std::string_view chunk = text.substr(begin, kChunkBytes);
    hand_on(csv_parse(&parser, chunk.data(), chunk.size(), on_field, on_row_end, &found) == chunk.size());
  }
  hand_on(csv_fini(&parser, on_field, on_row_end, &found) == 0);
}

}  // namespace turnout::trace
