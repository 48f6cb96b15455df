// Colour and weight of text on a terminal. Colour never carries information alone: words or signs say the same.
#pragma once

#include <string>
#include <string_view>

namespace turnout::text {

enum class Style { kPlain, kBold, kDim, kGreen, kYellow, kRed };

// `text` between the escape sequences of its style; unchanged when it is plain or colours are not wanted.
std::string styled(std::string_view text, Style style, bool colours);

}  // namespace turnout::text
