// Keys that somebody presses at a live display.
#pragma once

#include <optional>
#include <string>

namespace turnout::turnoutctl {

enum class Key { kOther, kQuit, kUp, kDown, kPageUp, kPageDown, kHome, kEnd };

// Removes the first key from what a terminal has sent: q; arrows, j and k; page up and down, b and space; home and end, g
// and G. Nothing if `typed` is empty, or is the beginning of a key whose rest has not come yet.
std::optional<Key> take_key(std::string& typed);

}  // namespace turnout::turnoutctl
