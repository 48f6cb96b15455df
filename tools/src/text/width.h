// Text in columns: how wide UTF-8 text is on a terminal, and how it is cut and padded to a width.
//
// Assumes that the terminal shows ambiguous characters (such as "…" and "−") in one column. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace turnout::text {

enum class Align { kLeft, kRight };

// True if every byte belongs to a valid UTF-8 character.
bool is_utf8(std::string_view text);

// Columns that `text` takes on a terminal.
int display_width(std::string_view text);

// `text` as one line that is safe for a terminal: line feeds and tabs become spaces, other control characters and
// bytes that are not UTF-8 become U+FFFD, bidi controls are escaped.
std::string printable(std::string_view text);

// `text` with every bidi control as its JSON escape, "\u202E". For text that is JSON, and so stays the same.
std::string bidi_escaped(std::string_view text);

// `text` cut to at most `columns` columns; an ellipsis shows the cut. Empty for columns ≤ 0.
std::string truncate(std::string_view text, int columns);

// `text` in lines of at most `columns` columns, broken at spaces if possible. At least one line.
std::vector<std::string> wrap(std::string_view text, int columns);

// Exactly `columns` columns: truncated or padded with spaces.
std::string fit(std::string_view text, int columns, Align align);

}  // namespace turnout::text
