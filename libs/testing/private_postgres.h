// A private PostgreSQL 15 server in a temporary directory, reached by a unix socket in it; never run as root. It ends with this object
// or when the process's main thread dies. Whoever reaches the socket has all rights.
//
// Every call returns when its effect is complete, within 60 s, or throws std::runtime_error with the end of the server's log. Use it
// from the main thread.
#pragma once

#include <memory>
#include <string>

#include "replay/child_process.h"
#include "testing/temporary_folder.h"

namespace turnout::testing {

class PrivatePostgres {
 public:
  PrivatePostgres();  // started and answering
  ~PrivatePostgres();
  PrivatePostgres(const PrivatePostgres&) = delete;
  PrivatePostgres& operator=(const PrivatePostgres&) = delete;

  // A connection URI for libpq.
  std::string uri() const;

  void stop();         // ends all connections; what was committed stays
  void start_again();  // after stop

 private:
  void make_cluster();
  void start();
  void run_to_end(const std::string& program, const std::vector<std::string>& words);
  [[noreturn]] void fail(const std::string& what);

  TemporaryFolder folder_;
  std::unique_ptr<replay::ChildProcess> process_;  // null = not running
};

}  // namespace turnout::testing
