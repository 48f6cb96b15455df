// What is wrong with a command line, in the words of whoever typed it.
#pragma once

#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace turnout::turnoutctl {

// One sentence, with the help that says more: an unknown command or option with what it is most likely a slip of, what is missing
// and what it means, or else what the parser says. `app` has refused the command line with `wrong`.
std::string usage_fault(const CLI::App& app, const CLI::ParseError& wrong);

}  // namespace turnout::turnoutctl
