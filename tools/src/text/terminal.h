// The terminal behind a file descriptor.
#pragma once

#include "text/table.h"

namespace turnout::text {

bool is_terminal(int fd);

// The width that the terminal reports, else the variable COLUMNS, else 100.
int terminal_columns(int fd);
// The terminal's height; 0 if there is no terminal.
int terminal_rows(int fd);

// True for a terminal, unless NO_COLOR is set (https://no-color.org) or TERM is "dumb".
bool colours_wanted(int fd);

// The current width and whether colours are wanted.
Look look_of(int fd);

}  // namespace turnout::text
