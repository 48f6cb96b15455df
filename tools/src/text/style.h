// Colour and weight of text on a terminal. Never the only sign of anything: what is red also says so in words
// or signs.
#pragma once

#include <string>
#include <string_view>

namespace turnout::text {

enum class Style { kPlain, kBold, kDim, kGreen, kYellow, kRed };

// `text` between the escape sequences of its style; `text` itself when it is plain or colours are not wanted.
std::string styled(std::string_view text, Style style, bool colours);

}  // namespace turnout::text
