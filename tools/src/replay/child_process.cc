#include "replay/child_process.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/extend.hpp>
#include <boost/process/io.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <system_error>

namespace turnout::replay {
namespace {

namespace process = boost::process;

constexpr std::chrono::seconds kStopsWithin{10};

// Runs in the child between fork and exec.
void set_up_child() {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::setpgid(0, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

std::unique_ptr<process::child> launch(std::vector<std::string> words, const std::filesystem::path& log) {
  // bp::search_path needs the compiled Boost.Filesystem; env searches PATH too and keeps the process id.
  if (words.front().find('/') == std::string::npos) words.insert(words.begin(), "/usr/bin/env");
  const std::unique_ptr<FILE, int (*)(FILE*)> output(std::fopen(log.c_str(), "ae"), std::fclose);
  if (!output) throw std::system_error(errno, std::generic_category(), log);
  const std::vector<std::string> arguments(words.begin() + 1, words.end());
  return std::make_unique<process::child>(
      process::exe = words.front(), process::args = arguments,
      (process::std_out & process::std_err) > output.get(),
      process::extend::on_exec_setup = [](auto&) { set_up_child(); });
}

}  // namespace

ChildProcess::ChildProcess(std::string name, const std::vector<std::string>& words, std::filesystem::path log)
    : name_(std::move(name)), log_(std::move(log)), child_(launch(words, log_)) {
  // glibc 2.36 declares pidfd_open without C linkage.
  pid_fd_ = static_cast<int>(::syscall(SYS_pidfd_open, child_->id(), 0));
}

ChildProcess::~ChildProcess() {
  stop();
  ::close(pid_fd_);
}

pid_t ChildProcess::pid() const {
  return child_->id();
}

bool ChildProcess::ends_within(std::chrono::milliseconds time) const {
  pollfd ended{pid_fd_, POLLIN, 0};
  if (::poll(&ended, 1, static_cast<int>(time.count())) != 1) return false;
  std::error_code already_reaped;
  child_->wait(already_reaped);
  return true;
}

std::optional<int> ChildProcess::exit_code() const {
  if (!ends_within(std::chrono::milliseconds(0))) return std::nullopt;
  const int status = child_->native_exit_code();
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string ChildProcess::last_words() const {
  std::ifstream file(log_);
  std::string last;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) last = line;
  }
  return last;
}

void ChildProcess::signal(int number) const {
  if (!ends_within(std::chrono::milliseconds(0))) ::kill(pid(), number);
}

void ChildProcess::stop() const {
  signal(SIGTERM);
  if (ends_within(kStopsWithin)) return;
  signal(SIGKILL);
  std::error_code ignored;
  child_->wait(ignored);
}

}  // namespace turnout::replay
