// A service's user in a test's Redis: deploy/redis/users makes it, so it has exactly the rights of production.
#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "event_store/redis_server.h"
#include "redis/connection.h"
#include "testing/private_redis.h"
#include "testing/run.h"
#include "testing/temporary_folder.h"

namespace turnout::testing {

// Creates the user of a district's accountability service in the server (it survives a restart) and loads the
// function library as an operator does. Returns the options of a store with the rights of that user. Clients
// without a login keep all rights. Needs bash.
inline redis::ConnectionOptions as_service(const PrivateRedis& server, const std::string& district) {
  const TemporaryFolder folder;
  const std::string users = TURNOUT_SOURCE_DIR "/deploy/redis/users";
  if (std::system((users + " " + folder.path().string() + " " + district).c_str()) != 0) {
    throw std::runtime_error(users + " failed");
  }
  redis::ConnectionOptions options;
  options.port = server.port();
  boost::asio::io_context io;
  redis::Connection operators(io, options);
  run(io, event_store::require_library([&operators](std::vector<std::string> command) {
        return operators.command(std::move(command));
      }));
  options.user = "accountability-" + district;
  std::ifstream(folder.path() / (options.user + ".password")) >> options.password;
  std::ifstream list(folder.path() / "users.acl");
  for (std::string line; std::getline(list, line);) {
    std::istringstream words(line);
    std::vector<std::string> command{"ACL", "SETUSER"};
    std::string word;
    words >> word >> word;  // "user" and its name
    if (word != options.user) continue;
    for (command.push_back(word); words >> word;) command.push_back(word);
    run(io, operators.command(std::move(command)));
  }
  run(io, operators.command({"ACL", "SAVE"}));
  return options;
}

}  // namespace turnout::testing
