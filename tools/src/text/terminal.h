// The terminal behind a file descriptor.
#pragma once

#include "text/table.h"

namespace turnout::text {

bool is_terminal(int fd);

// Its width: what the terminal says, else the variable COLUMNS, else 100.
int terminal_columns(int fd);
// Its height; 0 where there is no terminal.
int terminal_rows(int fd);

// Colours are for terminals, and not when NO_COLOR is set (https://no-color.org) or TERM is "dumb".
bool colours_wanted(int fd);

// All of it, for drawing on it now.
Look look_of(int fd);

}  // namespace turnout::text
