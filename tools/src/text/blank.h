// Text that says nothing.
#pragma once

#include <string_view>

namespace turnout::text {

// True if `text` has only spaces of any width, line ends, tabs and marks that take no room; also if it is empty. Thread-safe.
bool is_blank(std::string_view text);

}  // namespace turnout::text
