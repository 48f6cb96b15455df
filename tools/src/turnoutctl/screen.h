// Uses the terminal's alternate screen while the object lives, then restores the terminal. Keys are read one by
// one, without echo.
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

  // Draws over the previous lines in one write, without clearing the screen first, so that nothing flickers. There
  // must be fewer lines than the screen has.
  void draw(const std::vector<std::string>& lines);

 private:
  std::optional<termios> input_before_;  // nothing if standard input is not a terminal
};

}  // namespace turnout::turnoutctl
