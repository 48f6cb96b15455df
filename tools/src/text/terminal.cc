#include "text/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace turnout::text {
namespace {

constexpr int kDefaultColumns = 100;
constexpr int kMaxColumns = 1000;

winsize size_of(int fd) {
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) != 0) return {};
  return size;
}

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

bool is_terminal(int fd) {
  return isatty(fd) == 1;
}

int terminal_columns(int fd) {
  if (const int columns = size_of(fd).ws_col; columns > 0) return columns;
  const int columns = std::atoi(std::string(variable("COLUMNS")).c_str());
  return columns > 0 && columns <= kMaxColumns ? columns : kDefaultColumns;
}

int terminal_rows(int fd) {
  return size_of(fd).ws_row;
}

bool colours_wanted(int fd) {
  return is_terminal(fd) && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

Look look_of(int fd) {
  return {.columns = terminal_columns(fd), .colours = colours_wanted(fd)};
}

}  // namespace turnout::text
