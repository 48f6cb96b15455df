#include "text/width.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/locale/encoding_utf.hpp>
#include <cstdint>

#include "text/glyph.h"

namespace turnout::text {

namespace {

// How many bytes of `text` fit into a line of `columns`: up to the last space that fits, or else as many
// characters as fit, at least one.
std::size_t line_length(std::string_view text, int columns) {
  std::size_t fitting = 0;
  std::size_t at_space = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const Glyph glyph = take_glyph(rest);
    if (glyph.bytes == " ") at_space = fitting;
    columns -= glyph.columns;
    if (columns < 0 && fitting > 0) return at_space > 0 ? at_space : fitting;
    fitting += glyph.bytes.size();
  }
  return fitting;
}

// "\\u202E", as JSON and C write it.
std::string escape_of(const Glyph& bidi) {
  const std::u32string character =
      boost::locale::conv::utf_to_utf<char32_t>(bidi.bytes.data(), bidi.bytes.data() + bidi.bytes.size());
  return fmt::format("\\u{:04X}", static_cast<std::uint32_t>(character.front()));
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (take_glyph(text).kind == GlyphKind::kBroken) return false;
  }
  return true;
}

int display_width(std::string_view text) {
  int columns = 0;
  while (!text.empty()) columns += take_glyph(text).columns;
  return columns;
}

std::string printable(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  while (!text.empty()) {
    const Glyph glyph = take_glyph(text);
    if (glyph.kind == GlyphKind::kShown) {
      line += glyph.bytes;
    } else if (glyph.kind == GlyphKind::kBidi) {
      line += escape_of(glyph);
    } else if (glyph.bytes == "\n" || glyph.bytes == "\t") {
      line += ' ';
    } else {
      line += "\uFFFD";
    }
  }
  return line;
}

std::string bidi_escaped(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  while (!text.empty()) {
    const Glyph glyph = take_glyph(text);
    escaped += glyph.kind == GlyphKind::kBidi ? escape_of(glyph) : std::string(glyph.bytes);
  }
  return escaped;
}

std::string truncate(std::string_view text, int columns) {
  if (columns <= 0) return "";
  if (display_width(text) <= columns) return std::string(text);
  std::string cut;
  for (int left = columns - 1; !text.empty();) {
    const Glyph glyph = take_glyph(text);
    if (glyph.columns > left) break;
    left -= glyph.columns;
    cut += glyph.bytes;
  }
  return cut + "…";
}

std::vector<std::string> wrap(std::string_view text, int columns) {
  std::vector<std::string> lines;
  do {
    const std::size_t length = line_length(text, columns);
    lines.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
    while (text.starts_with(' ')) text.remove_prefix(1);
  } while (!text.empty());
  return lines;
}

std::string fit(std::string_view text, int columns, Align align) {
  const std::string cut = truncate(text, columns);
  const std::string blanks(static_cast<std::size_t>(std::max(0, columns - display_width(cut))), ' ');
  return align == Align::kLeft ? cut + blanks : blanks + cut;
}

}  // namespace turnout::text
