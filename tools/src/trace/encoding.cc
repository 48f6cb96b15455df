#include "trace/encoding.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <memory>
#include <optional>

namespace turnout::trace {
namespace {

constexpr std::string_view kNoCharacter = "\xEF\xBF\xBD";
constexpr std::size_t kConvertedBytes = 64U << 10U;

struct ByteOrderMark {
  std::string_view bytes;
  const char* encoding;
};
constexpr std::array<ByteOrderMark, 3> kMarks = {
    {{"\xEF\xBB\xBF", "UTF-8"}, {"\xFF\xFE", "UTF-16LE"}, {"\xFE\xFF", "UTF-16BE"}}};

struct CloseConversion {
  void operator()(void* conversion) const { iconv_close(conversion); }
};
using Conversion = std::unique_ptr<void, CloseConversion>;

// iconv reports failure by a pointer of −1.
std::optional<Conversion> open(const std::string& encoding) {
  const iconv_t opened = iconv_open("UTF-8", encoding.c_str());
  if (opened == reinterpret_cast<iconv_t>(-1)) return std::nullopt;  // NOLINT(performance-no-int-to-ptr)
  return Conversion(opened);
}

bool is_utf8_name(std::string encoding) {
  for (char& c : encoding) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return encoding == "UTF-8" || encoding == "UTF8";
}

std::string convert(std::string_view rest, const std::string& encoding) {
  const auto conversion = open(encoding).value();
  std::string text;
  std::string chunk(kConvertedBytes, '\0');
  auto* next = const_cast<char*>(rest.data());  // iconv does not change it
  std::size_t left = rest.size();
  while (left > 0) {
    char* out = chunk.data();
    std::size_t space = chunk.size();
    const bool done = iconv(conversion.get(), &next, &left, &out, &space) != static_cast<std::size_t>(-1);
    const int error = done ? 0 : errno;
    text.append(chunk, 0, chunk.size() - space);
    if (done || error == E2BIG) continue;
    text += kNoCharacter;
    const std::size_t skipped = error == EINVAL ? left : 1;  // EINVAL: the text ends within a character
    next += skipped;
    left -= skipped;
  }
  return text;
}

}  // namespace

bool is_known_encoding(const std::string& encoding) {
  return open(encoding).has_value();
}

std::string to_utf8(std::string bytes, const std::string& encoding) {
  std::string written_in = encoding;
  for (const ByteOrderMark& mark : kMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    bytes.erase(0, mark.bytes.size());
    written_in = mark.encoding;
    break;
  }
  return is_utf8_name(written_in) ? bytes : convert(bytes, written_in);
}

}  // namespace turnout::trace
