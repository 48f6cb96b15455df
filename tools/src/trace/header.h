// The header of an export, and texts that are put together from the cells of a row.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "trace/csv.h"

namespace turnout::trace {

// What the map says about a file's cells.
struct CellForm {
  std::set<std::string> nothing;  // texts that mean that there is nothing: "NULL"
};

// A text of every row: one column, or several with text between them.
struct CellText {
  std::vector<std::size_t> columns;  // places in the row, never empty
  std::vector<std::string> around;   // one more than columns: before, between and after them
  std::string name;                  // for people: "column 'Received'", "column 4"

  // Nothing if any of its columns is empty or means nothing.
  std::optional<std::string> read(const CsvRow& row, const CellForm& form) const;
  bool operator==(const CellText& other) const { return columns == other.columns && around == other.around; }
};

class Header {
 public:
  // `names` are the cells of the header row. `file` and `map_file` only name them in errors.
  Header(CsvRow names, std::string file, std::string map_file);
  // Of a file without a header row.
  Header(std::size_t columns, std::string file, std::string map_file);

  std::size_t width() const { return names_.size(); }
  const CsvRow& names() const { return names_; }

  // For people: "'Received'", "column 4" where there is no name.
  std::string name_of(std::size_t column) const;

  // `reference` is a column's name, "column 4" (from 1 on), or a text with several of them in braces:
  // "{Date} {column 4}". Throws geo::DataError when the file lacks one or has the name twice, with what it has.
  CellText find(const std::string& reference) const;

 private:
  std::size_t find_column(const std::string& reference) const;
  std::optional<std::size_t> find_number(const std::string& reference) const;
  [[noreturn]] void fail_unknown(const std::string& reference) const;
  [[noreturn]] void fail_twice(const std::string& reference) const;

  CsvRow names_;
  std::string file_;
  std::string map_file_;
};

}  // namespace turnout::trace
