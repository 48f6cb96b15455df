// turnout-replay: replays a dispatch export through Turnout's services.
#include <csignal>
#include <iostream>

#include "client/services.h"
#include "geo/data_error.h"
#include "replay/errors.h"
#include "replay/replay.h"
#include "text/width.h"

namespace turnout::replay {
namespace {

int complain(const std::exception& error, ExitCode code) {
  std::cerr << "replay: " << text::printable(error.what()) << '\n';
  return code;
}

int run(int count, char** words) {
  const ParsedOptions parsed = parse_options(count, words);
  if (!parsed.options) return parsed.exit_code;
  try {
    if (parsed.options->explain) return explain(*parsed.options) ? kAsTheFile : kNotPlayable;
    return replay(*parsed.options) ? kAsTheFile : kDifferent;
  } catch (const geo::DataError& wrong) {
    return complain(wrong, kNotPlayable);
  } catch (const NotPlayable& wrong) {
    return complain(wrong, kNotPlayable);
  } catch (const Stopped& stopped) {
    return complain(stopped, kDifferent);
  } catch (const std::exception& error) {
    return complain(error, kUnavailable);
  }
}

}  // namespace
}  // namespace turnout::replay

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  return turnout::replay::run(argc, argv);
}
