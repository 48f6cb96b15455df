// One character of UTF-8 text and the columns it takes on a terminal.
#pragma once

#include <string_view>

namespace turnout::text {

enum class GlyphKind {
  kShown,  // takes `columns` columns: 2 for East Asian wide characters and emoji, 0 for combining marks, else
           // 1
  kBidi,   // changes the direction of the text around it, so that it reads otherwise than it is
  kControl,  // C0, DEL or C1: would move the cursor or change the terminal's state
  kBroken,   // a byte that is not part of valid UTF-8
};

struct Glyph {
  std::string_view bytes;
  GlyphKind kind = GlyphKind::kShown;
  int columns = 0;  // of what replaces it: 1 for control and broken, 6 for a bidi control ("\\u202E")
};

// Removes the first character from `rest`, which must not be empty. Widths are those of the C library's C.UTF-8
// tables, independent of the locale of the process. Thread-safe.
Glyph take_glyph(std::string_view& rest);

}  // namespace turnout::text
