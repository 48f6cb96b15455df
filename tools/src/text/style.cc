#include "text/style.h"

namespace turnout::text {
namespace {

std::string_view code(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::bold:
      return "1";
    case Style::dim:
      return "2";
    case Style::green:
      return "32";
    case Style::yellow:
      return "33";
    case Style::red:
      return "1;31";
  }
  return "";
}

}  // namespace

std::string styled(std::string_view text, Style style, bool colours) {
  if (!colours || style == Style::plain) return std::string(text);
  return std::string("\x1b[").append(code(style)).append("m").append(text).append("\x1b[0m");
}

}  // namespace turnout::text
