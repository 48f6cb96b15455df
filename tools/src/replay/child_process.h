// A program that runs for as long as this object lives, its output in a file.
//
// It gets no signal from the terminal: whoever owns it stops it. It is asked to end when this process dies.
// Use it from the main thread.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace turnout::replay {

class ChildProcess {
 public:
  // `words`: the program, as a path or found in PATH, and its arguments. Throws std::system_error.
  ChildProcess(std::string name, const std::vector<std::string>& words, std::filesystem::path log);
  ~ChildProcess();  // stops it
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  const std::string& name() const { return name_; }
  pid_t pid() const { return pid_; }
  bool ends_within(std::chrono::milliseconds time) const;
  // Its exit code, −1 if a signal ended it; nothing while it runs and after stop().
  std::optional<int> exit_code() const;
  // The last line that it wrote.
  std::string last_words() const;

  // SIGTERM; SIGKILL if it has not ended after 10 s. Nothing if it has ended.
  void stop();

 private:
  std::string name_;
  std::filesystem::path log_;
  pid_t pid_ = -1;
  int pid_fd_ = -1;  // readable when it has ended; −1 = stopped and reaped
};

}  // namespace turnout::replay
