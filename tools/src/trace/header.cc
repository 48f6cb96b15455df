#include "trace/header.h"

#include <algorithm>
#include <charconv>

#include "geo/data_error.h"
#include "text/width.h"

namespace turnout::trace {
namespace {

constexpr std::string_view kByNumber = "column ";
constexpr std::string_view kSpaces = " \t\r\n";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(kSpaces);
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) + 1 - begin);
}

std::string joined(const CsvRow& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + text::printable(name);
  return list;
}

}  // namespace

std::optional<std::string> CellText::read(const CsvRow& row, const CellForm& form) const {
  std::string text = around.front();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string cell = trimmed(row[columns[i]]);
    if (cell.empty() || form.nothing.contains(cell)) return std::nullopt;
    text += cell + around[i + 1];
  }
  return text;
}

Header::Header(CsvRow names, std::string file, std::string map_file)
    : names_(std::move(names)), file_(std::move(file)), map_file_(std::move(map_file)) {
  for (std::string& name : names_) name = trimmed(name);
}

Header::Header(std::size_t columns, std::string file, std::string map_file)
    : Header(CsvRow(columns), std::move(file), std::move(map_file)) {}

std::string Header::name_of(std::size_t column) const {
  const std::string& name = names_[column];
  return name.empty() ? std::string(kByNumber) + std::to_string(column + 1)
                      : "'" + text::printable(name) + "'";
}

CellText Header::find(const std::string& reference) const {
  const std::size_t brace = reference.find('{');
  if (brace == std::string::npos || std::ranges::count(names_, reference) > 0) {
    const std::size_t column = find_column(reference);
    return {{column}, {"", ""}, name_of(column)};
  }
  CellText text;
  text.name = "'" + reference + "'";
  std::size_t begin = 0;
  for (std::size_t open = brace; open != std::string::npos; open = reference.find('{', begin)) {
    const std::size_t close = reference.find('}', open);
    if (close == std::string::npos) {
      throw geo::DataError(map_file_ + ": '" + reference + "' has a brace that is not closed");
    }
    text.around.push_back(reference.substr(begin, open - begin));
    text.columns.push_back(find_column(reference.substr(open + 1, close - open - 1)));
    begin = close + 1;
  }
  text.around.push_back(reference.substr(begin));
  return text;
}

std::size_t Header::find_column(const std::string& reference) const {
  const auto found = std::ranges::find(names_, reference);
  if (found == names_.end() || reference.empty()) {
    if (const auto column = find_number(reference)) return *column;
    fail_unknown(reference);
  }
  if (std::find(found + 1, names_.end(), reference) != names_.end()) fail_twice(reference);
  return static_cast<std::size_t>(found - names_.begin());
}

std::optional<std::size_t> Header::find_number(const std::string& reference) const {
  if (!reference.starts_with(kByNumber)) return std::nullopt;
  std::size_t number = 0;
  const char* last = reference.data() + reference.size();
  const auto [end, error] = std::from_chars(reference.data() + kByNumber.size(), last, number);
  if (error != std::errc() || end != last) return std::nullopt;
  if (number < 1 || number > width()) {
    throw geo::DataError(file_ + ": has " + std::to_string(width()) + " columns, but " + map_file_ +
                         " names " + reference);
  }
  return number - 1;
}

void Header::fail_unknown(const std::string& reference) const {
  const std::string has = joined(names_);
  std::string why = "has no column '" + reference + "', which " + map_file_ + " names; it has: " + has;
  if (has.find(kReplacement) != std::string::npos) {
    why += "; this is not UTF-8 text: the map may need file: encoding, e.g. GBK, ISO-8859-1 or UTF-16LE";
  } else if (width() == 1) {
    why +=
        "; this is one column: the map may need file: delimiter, or preamble_lines for lines above the "
        "header";
  } else if (std::ranges::all_of(names_, &std::string::empty)) {
    why = "is read without a header, so that its " + std::to_string(width()) +
          " columns have no names, but " + map_file_ + " names '" + reference +
          "'; write 'column 1' and so on";
  }
  throw geo::DataError(file_ + ": " + why);
}

void Header::fail_twice(const std::string& reference) const {
  std::string where;
  for (std::size_t column = 0; column < width(); ++column) {
    if (names_[column] != reference) continue;
    where += (where.empty() ? "'column " : " or 'column ") + std::to_string(column + 1) + "'";
  }
  throw geo::DataError(file_ + ": has the column '" + reference + "' twice; " + map_file_ + " may name " +
                       where);
}

}  // namespace turnout::trace
