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

// Makes the widest column that may be narrowed one character narrower. False if there is none.
bool narrow_widest(std::vector<int>& widths, const std::vector<Column>& columns) {
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
    while (total(widths) > columns && narrow_widest(widths, columns_)) {
    }
    if (total(widths) <= columns) return widths;
  }
  return {columns};
}

void Table::draw(const std::vector<Cell>& row, const std::vector<int>& widths, bool colours,
                 std::vector<std::string>& lines) const {
  std::vector<std::vector<std::string>> cells;
  std::size_t height = 1;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const bool wraps = columns_[i].overflow == Overflow::kWrap;
    cells.push_back(wraps ? wrap(row[i].text, widths[i]) : std::vector<std::string>{row[i].text});
    height = std::max(height, cells[i].size());
  }
  for (std::size_t below = 0; below < height; ++below) {
    std::string& line = lines.emplace_back();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const std::string& text = below < cells[i].size() ? cells[i][below] : std::string();
      const bool pad = i + 1 < widths.size() || columns_[i].align == Align::kRight;
      line += i > 0 ? kGap : "";
      line += styled(pad ? fit(text, widths[i], columns_[i].align) : truncate(text, widths[i]), row[i].style,
                     colours);
    }
  }
}

std::vector<std::string> Table::lines(const Look& look) const {
  const std::vector<int> widths = fitted_widths(look.columns);
  std::vector<Cell> titles;
  for (const Column& column : columns_) titles.emplace_back(column.title, Style::kBold);
  std::vector<std::string> lines;
  draw(titles, widths, look.colours, lines);
  for (const auto& row : rows_) draw(row, widths, look.colours, lines);
  return lines;
}

}  // namespace turnout::text
