// A real redis-server for one test: on a port and in a temporary directory of its own, configured as Turnout
// runs it (every reply waits for fsync), ended with this object, or by the kernel if the test's main thread
// dies. Whoever does not log in may do everything; the users beside are those of users.acl in its directory.
//
// Every call returns when what it says is true, within 20 s, or throws std::runtime_error with the end of the
// server's log. Use it from the test's main thread.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>

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
  // SIGKILL. What was written but not synced survives, for the kernel keeps it. A command that was cut off in
  // the middle of its writing, which nobody was told of, is removed, as deploy/runbooks/redis-down.md says.
  void kill_hard();
  void start_again();  // after stop or kill_hard: same port, same data; returns when the data is loaded
  void pause();        // SIGSTOP: the kernel still accepts connections and bytes, nobody answers
  void resume();       // SIGCONT

 private:
  void start();
  void cut_off_torn_end();
  void send(int signal);
  void wait_until_it_answers();
  bool ends_within_ms(int milliseconds);
  void kill_and_reap();
  [[noreturn]] void fail(const std::string& what);

  ReservedPort port_;
  TemporaryFolder folder_;
  pid_t pid_ = -1;   // -1 while none runs
  int pid_fd_ = -1;  // readable when the process has ended
};

}  // namespace turnout::testing
