#include "text/glyph.h"

#include <locale.h>
#include <wchar.h>

#include <algorithm>

namespace turnout::text {
namespace {

// Sets the UTF-8 tables for the calling thread while this object lives, then restores the thread's locale.
class Utf8Tables {
 public:
  Utf8Tables() {
    static const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    before_ = uselocale(utf8);
  }
  ~Utf8Tables() { uselocale(before_); }
  Utf8Tables(const Utf8Tables&) = delete;
  Utf8Tables& operator=(const Utf8Tables&) = delete;

 private:
  locale_t before_;
};

constexpr int kEscapeColumns = 6;

bool is_control(wchar_t character) {
  return character < 0x20 || (character >= 0x7f && character < 0xa0) || character == 0x2028 ||
         character == 0x2029;
}

// The Unicode property Bidi_Control.
bool is_bidi(wchar_t character) {
  return character == 0x061C || character == 0x200E || character == 0x200F ||
         (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

}  // namespace

Glyph take_glyph(std::string_view& rest) {
  const Utf8Tables tables;
  wchar_t character = 0;
  mbstate_t state{};
  const std::size_t read = mbrtowc(&character, rest.data(), rest.size(), &state);
  const bool broken = read > rest.size();  // (size_t)-1 and -2: invalid and cut off
  const std::size_t length = broken ? 1 : std::max<std::size_t>(read, 1);

  Glyph glyph{.bytes = rest.substr(0, length), .columns = 1};
  rest.remove_prefix(length);
  if (broken) {
    glyph.kind = GlyphKind::kBroken;
  } else if (is_control(character)) {
    glyph.kind = GlyphKind::kControl;
  } else if (is_bidi(character)) {
    glyph.kind = GlyphKind::kBidi;
    glyph.columns = kEscapeColumns;
  } else {
    // Characters newer than the tables count as one column.
    const int columns = wcwidth(character);
    glyph.columns = columns < 0 ? 1 : columns;
  }
  return glyph;
}

}  // namespace turnout::text
