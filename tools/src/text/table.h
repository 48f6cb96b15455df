// A table for a terminal: columns aligned in any script, fitted to a width.
//
// Order the columns by importance. When the table is too wide, columns that may be narrowed are narrowed, the
// widest first; then columns are left out from the right. A column with a comfortable width is narrowed after
// those without one, and gets narrower than that only when every column to the right of the last such column is
// left out. A last column that wraps is never left out: when it does not fit beside the others, its words stand in lines of
// their own under each row. Cells may contain any text: they are made printable.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/style.h"
#include "text/width.h"

namespace turnout::text {

// What happens to a cell that is wider than its column.
enum class Overflow { kCut, kWrap };

struct Column {
  std::string title;
  Align align = Align::kLeft;
  int narrowest = 0;  // minimum width; 0 = not narrowed
  Overflow overflow = Overflow::kCut;
  int comfortable = 0;           // columns to the right are left out before it is narrower; 0 = narrowest
  bool hidden_if_empty = false;  // left out when every cell is empty
};

struct Cell {
  std::string text;
  Style style = Style::kPlain;

  // Implicit, so that a row is written as a list of texts.
  // NOLINTBEGIN(google-explicit-constructor)
  Cell(std::string_view any, Style look = Style::kPlain) : text(printable(any)), style(look) {}
  Cell(const std::string& any, Style look = Style::kPlain) : Cell(std::string_view(any), look) {}
  Cell(const char* any, Style look = Style::kPlain) : Cell(std::string_view(any), look) {}
  // NOLINTEND(google-explicit-constructor)
};

// Width and colours of the output.
struct Look {
  int columns = 100;
  bool colours = false;
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // One cell for each column.
  void add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }

  // The title line and the lines of each row (one, unless a cell wraps), without line ends.
  std::vector<std::string> lines(const Look& look) const;

 private:
  // Without the columns that are hidden.
  Table shown() const;
  // The widths of the columns that stand beside each other; the words of the last one may stand below instead.
  struct Layout {
    std::vector<int> widths;
    bool words_below = false;
  };
  Layout layout(int columns) const;
  std::vector<int> natural_widths() const;
  std::vector<std::string> drawn(const Look& look) const;
  void draw(const std::vector<Cell>& row, const std::vector<int>& widths, bool colours,
            std::vector<std::string>& lines) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace turnout::text
