// The terminal's alternate screen: taken over for as long as the object lives, given back as it was. Keys
// come one by one and unseen.
#pragma once

#include <termios.h>

#include <optional>
#include <string>
#include <vector>

namespace turnout::turnoutctl {

class Screen {
 public:
  // Standard output must be a terminal.
  Screen();
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  // Draws the lines over what was there, in one write, without clearing the screen first: nothing flickers.
  // At least one line fewer than the screen has.
  void draw(const std::vector<std::string>& lines);

 private:
  std::optional<termios> input_before_;  // nothing if standard input is no terminal
};

}  // namespace turnout::turnoutctl
