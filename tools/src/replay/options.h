// The options of a replay.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "client/connection.h"

namespace turnout::replay {

struct Options {
  std::filesystem::path trace;
  std::filesystem::path map;
  double speed = 0;
  bool explain = false;    // only say what the map makes of the trace
  bool skip_idle = false;  // play the calls after an idle stretch earlier
  std::string from, to;    // texts: the map says in which zone they are meant
  std::string run;         // empty = a new one
  std::filesystem::path json;
  std::int64_t limit_difference_ms = 0;  // distance that counts as near a limit, service clock
  bool with_services = false;
  std::filesystem::path jurisdictions;  // with services
  std::filesystem::path policy;         // with services
  std::filesystem::path redis;          // folder of its configuration, with services
  std::filesystem::path programs;       // folder with the services' programs, with services
  client::Connection connection;        // without services
};

// The options, or the exit code: 0 after --help, 2 after an error, which was printed on standard error.
struct ParsedOptions {
  std::optional<Options> options;
  int exit_code = 0;
};
ParsedOptions parse_options(int count, char** words);

}  // namespace turnout::replay
