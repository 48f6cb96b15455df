#include "text/table.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace turnout::text {
namespace {

constexpr std::string_view kGap = "  ";
constexpr std::string_view kIndent = "      ";  // of words below their row

int total(const std::vector<int>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0) +
         static_cast<int>(kGap.size()) * (static_cast<int>(widths.size()) - 1);
}

// What a column may be narrowed to: in the three stages in which a table is made to fit.
int ordinary(const Column& column) {
  return column.comfortable == 0 ? column.narrowest : 0;
}

int comfortable(const Column& column) {
  return std::max(column.narrowest, column.comfortable);
}

int narrowest(const Column& column) {
  return column.narrowest;
}

using Least = int (*)(const Column&);  // minimum width; 0 = not narrowed

// Makes the widest column that may be narrowed one character narrower. False if there is none.
bool narrow_widest(std::vector<int>& widths, const std::vector<Column>& columns, Least least) {
  int* widest = nullptr;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const bool may_shrink = least(columns[i]) > 0 && widths[i] > least(columns[i]);
    if (may_shrink && (widest == nullptr || widths[i] > *widest)) widest = &widths[i];
  }
  if (widest == nullptr) return false;
  --*widest;
  return true;
}

// True if the widths fit, after narrowing them.
bool narrow(std::vector<int>& widths, const std::vector<Column>& columns, int room, Least least) {
  while (total(widths) > room && narrow_widest(widths, columns, least)) {
  }
  return total(widths) <= room;
}

// The number of columns up to the last one with a comfortable width; all if there is none.
std::size_t important(const std::vector<Column>& columns) {
  std::size_t count = columns.size();
  while (count > 0 && columns[count - 1].comfortable == 0) --count;
  return count == 0 ? columns.size() : count;
}

bool fit_in(std::vector<int>& widths, const std::vector<Column>& columns, int room) {
  return narrow(widths, columns, room, ordinary) || narrow(widths, columns, room, comfortable);
}

// What the widths become in `room`: columns are narrowed, then left out from the right.
std::vector<int> fitted(const std::vector<int>& natural, const std::vector<Column>& columns, int room) {
  const auto first = [&natural](std::size_t count) {
    return std::vector<int>(natural.begin(), natural.begin() + static_cast<std::ptrdiff_t>(count));
  };
  const std::size_t kept = important(columns);
  for (std::size_t count = natural.size(); count >= kept; --count) {
    std::vector<int> widths = first(count);
    if (fit_in(widths, columns, room)) return widths;
  }
  for (std::size_t count = kept; count > 0; --count) {
    std::vector<int> widths = first(count);
    if (narrow(widths, columns, room, narrowest)) return widths;
  }
  return {room};
}

void add_words_below(const Cell& cell, const Look& look, std::vector<std::string>& lines) {
  if (cell.text.empty()) return;
  const int room = look.columns - static_cast<int>(kIndent.size());
  const std::string_view indent = room >= static_cast<int>(kIndent.size()) ? kIndent : "";
  for (const std::string& line : wrap(cell.text, indent.empty() ? look.columns : room)) {
    lines.push_back(std::string(indent) + styled(line, cell.style, look.colours));
  }
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

Table::Layout Table::layout(int columns) const {
  std::vector<int> widths = natural_widths();
  const bool has_words = columns_.size() > 1 && columns_.back().overflow == Overflow::kWrap;
  if (!has_words) return {.widths = fitted(widths, columns_, columns)};
  std::vector<int> beside = widths;
  if (fit_in(beside, columns_, columns)) return {.widths = beside};
  widths.pop_back();
  return {.widths = fitted(widths, {columns_.begin(), columns_.end() - 1}, columns), .words_below = true};
}

Table Table::shown() const {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const bool empty = std::ranges::all_of(rows_, [i](const auto& row) { return row[i].text.empty(); });
    if (!columns_[i].hidden_if_empty || !empty) kept.push_back(i);
  }
  std::vector<Column> columns;
  for (const std::size_t i : kept) columns.push_back(columns_[i]);
  Table table(std::move(columns));
  for (const auto& row : rows_) {
    std::vector<Cell> cells;
    for (const std::size_t i : kept) cells.push_back(row[i]);
    table.add(std::move(cells));
  }
  return table;
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
  return shown().drawn(look);
}

std::vector<std::string> Table::drawn(const Look& look) const {
  const Layout fitting = layout(look.columns);
  std::vector<Cell> titles;
  for (const Column& column : columns_) titles.emplace_back(column.title, Style::kBold);
  const bool any_below = fitting.words_below &&
                         std::ranges::any_of(rows_, [](const auto& row) { return !row.back().text.empty(); });
  std::vector<std::string> lines;
  draw(titles, fitting.widths, look.colours, lines);
  if (any_below) add_words_below(titles.back(), look, lines);
  for (const auto& row : rows_) {
    draw(row, fitting.widths, look.colours, lines);
    if (any_below) add_words_below(row.back(), look, lines);
  }
  return lines;
}

}  // namespace turnout::text
