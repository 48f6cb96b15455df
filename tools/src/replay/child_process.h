// A child process with its output in a log file. Ends with this object.
//
// The child has its own process group: terminal signals do not reach it. The kernel kills it when this process's main
// thread dies. Use it from the main thread.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace boost::process {
class child;
}

namespace turnout::replay {

class ChildProcess {
 public:
  // `words`: the program, as a path or found in PATH, and its arguments. Throws std::system_error.
  ChildProcess(std::string name, const std::vector<std::string>& words, std::filesystem::path log);
  ~ChildProcess();  // stops it
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  const std::string& name() const { return name_; }
  pid_t pid() const;
  // Waits for the end at most this long.
  bool ends_within(std::chrono::milliseconds time) const;
  // The exit code, −1 after a signal; nothing while the process runs.
  std::optional<int> exit_code() const;
  // The last line of the log.
  std::string last_words() const;

  // Sends a signal. Does nothing after the end.
  void signal(int number) const;
  // SIGTERM, and SIGKILL if the process runs 10 s later. Does nothing after the end.
  void stop() const;

 private:
  std::string name_;
  std::filesystem::path log_;
  std::unique_ptr<boost::process::child> child_;
  int pid_fd_ = -1;  // readable after the end
};

}  // namespace turnout::replay
