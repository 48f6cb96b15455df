#include "text/table.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace turnout::text {
namespace {

constexpr std::string_view kGap = "  ";

int total(const std::vector<int>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0) +
         static_cast<int>(kGap.size()) * (static_cast<int>(widths.size()) - 1);
}

// Takes one column off the widest that may be shortened. False if there is none.
bool shorten_widest(std::vector<int>& widths, const std::vector<Column>& columns) {
  int* widest = nullptr;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const bool may_shrink = columns[i].narrowest > 0 && widths[i] > columns[i].narrowest;
    if (may_shrink && (widest == nullptr || widths[i] > *widest)) widest = &widths[i];
  }
  if (widest == nullptr) return false;
  --*widest;
  return true;
}

}  // namespace

std::vector<int> Table::natural_widths() const {
  std::vector<int> widths;
  for (const Column& column : columns_) widths.push_back(display_width(column.title));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < widths.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i].text));
  }
  return widths;
}

std::vector<int> Table::fitted_widths(int columns) const {
  const std::vector<int> natural = natural_widths();
  for (auto shown = static_cast<std::ptrdiff_t>(natural.size()); shown > 0; --shown) {
    std::vector<int> widths(natural.begin(), natural.begin() + shown);
    while (total(widths) > columns && shorten_widest(widths, columns_)) {
    }
    if (total(widths) <= columns) return widths;
  }
  return {columns};
}

std::string Table::line(const std::vector<Cell>& row, const std::vector<int>& widths, bool colours) const {
  std::string line;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (i > 0) line += kGap;
    const bool last = i + 1 == widths.size();
    const bool pad = !last || columns_[i].align == Align::kRight;
    const std::string text =
        pad ? fit(row[i].text, widths[i], columns_[i].align) : truncate(row[i].text, widths[i]);
    line += styled(text, row[i].style, colours);
  }
  return line;
}

std::vector<std::string> Table::lines(const Look& look) const {
  const std::vector<int> widths = fitted_widths(look.columns);
  std::vector<Cell> titles;
  for (const Column& column : columns_) titles.emplace_back(column.title, Style::kBold);
  std::vector<std::string> lines{line(titles, widths, look.colours)};
  for (const auto& row : rows_) lines.push_back(line(row, widths, look.colours));
  return lines;
}

}  // namespace turnout::text
