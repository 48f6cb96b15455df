// What must hold of every state at every instant, whatever happened before.
#pragma once

#include <string>

#include "testing/given_when_then.h"

namespace turnout::testing {

// One sentence about the first rule that the states break; empty = all hold.
std::string broken_rule(const Story& story);

// Each deadline fires once in the log, and the state knows of it.
std::string broken_firing(const Story& story);

}  // namespace turnout::testing
