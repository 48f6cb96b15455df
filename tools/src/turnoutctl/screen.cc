#include "turnoutctl/screen.h"

#include <unistd.h>

#include <string_view>

namespace turnout::turnoutctl {
namespace {

constexpr std::string_view kEnter = "\x1b[?1049h\x1b[?25l";  // alternate screen, no cursor
constexpr std::string_view kLeave = "\x1b[?25h\x1b[?1049l";

// Writes as much as the terminal accepts. The rest is drawn again a second later.
void put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Screen::Screen() {
  termios input{};
  if (tcgetattr(STDIN_FILENO, &input) == 0) {
    input_before_ = input;
    input.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON);
    tcsetattr(STDIN_FILENO, TCSANOW, &input);
  }
  put(kEnter);
}

Screen::~Screen() {
  put(kLeave);
  if (input_before_) tcsetattr(STDIN_FILENO, TCSANOW, &*input_before_);
}

void Screen::draw(const std::vector<std::string>& lines) {
  std::string frame = "\x1b[H";
  // Clears each line before writing it: clearing after a line of full width would delete its last character.
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) frame += "\n";
    frame += "\x1b[K" + lines[i];
  }
  frame += "\n\x1b[J";
  put(frame);
}

}  // namespace turnout::turnoutctl
