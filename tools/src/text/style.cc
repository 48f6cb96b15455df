#include "text/style.h"

namespace turnout::text {
namespace {

std::string_view code(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kBold:
      return "1";
    case Style::kDim:
      return "2";
    case Style::kGreen:
      return "32";
    case Style::kYellow:
      return "33";
    case Style::kRed:
      return "1;31";
  }
  return "";
}

}  // namespace

std::string styled(std::string_view text, Style style, bool colours) {
  if (!colours || style == Style::kPlain) return std::string(text);
  return std::string("\x1b[").append(code(style)).append("m").append(text).append("\x1b[0m");
}

}  // namespace turnout::text
