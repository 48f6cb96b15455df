// A private redis-server: with a free port and a temporary directory, configured as Turnout runs it (every reply waits for
// fsync). It ends with this object or when the process's main thread dies. A client without a login has all rights; the
// other users are those of users.acl in the directory.
//
// Every call returns when its effect is complete, within 20 s, or throws std::runtime_error with the end of the server's
// log. Use it from the main thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "replay/child_process.h"
#include "testing/reserved_port.h"
#include "testing/temporary_folder.h"

namespace turnout::testing {

class PrivateRedis {
 public:
  PrivateRedis();  // started and answering
  ~PrivateRedis();
  PrivateRedis(const PrivateRedis&) = delete;
  PrivateRedis& operator=(const PrivateRedis&) = delete;

  std::uint16_t port() const { return port_.number(); }
  const std::filesystem::path& directory() const { return folder_.path(); }

  void stop();  // SIGTERM: Redis shuts down in order
  // SIGKILL. Written data survives in the kernel's page cache even if it was not synced. A partly written command, which
  // was never answered, is removed as deploy/runbooks/redis-down.md describes.
  void kill_hard();
  void start_again();  // after stop or kill_hard: same port, same data; returns when the data is loaded
  void pause();        // SIGSTOP: the kernel accepts connections and bytes, Redis does not answer
  void resume();       // SIGCONT

 private:
  void start();
  void cut_off_torn_end();
  void send(int signal);
  void wait_until_it_answers();
  void kill_and_reap();
  [[noreturn]] void fail(const std::string& what);

  ReservedPort port_;
  TemporaryFolder folder_;
  std::unique_ptr<replay::ChildProcess> process_;  // null = not running
};

}  // namespace turnout::testing
