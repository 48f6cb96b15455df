#include "replay/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <system_error>

namespace turnout::replay {
namespace {

constexpr std::chrono::seconds kPatience{10};

// In the child: only what may be called between fork and exec.
[[noreturn]] void become(char* const* words, const char* log) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  ::setpgid(0, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int file = ::open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(file, STDOUT_FILENO);
  ::dup2(file, STDERR_FILENO);
  ::execvp(words[0], words);
  constexpr char kComplaint[] = "cannot be run\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kComplaint, sizeof(kComplaint) - 1);
  ::_exit(127);
}

}  // namespace

ChildProcess::ChildProcess(std::string name, const std::vector<std::string>& words, std::filesystem::path log)
    : name_(std::move(name)), log_(std::move(log)) {
  std::vector<char*> pointers;
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  pid_ = ::fork();
  if (pid_ == 0) become(pointers.data(), log_.c_str());
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "cannot start " + name_);
  // glibc 2.36 declares pidfd_open without C linkage.
  pid_fd_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
}

ChildProcess::~ChildProcess() {
  stop();
}

std::optional<int> ChildProcess::exit_code() const {
  if (pid_fd_ < 0 || !ends_within(std::chrono::milliseconds(0))) return std::nullopt;
  siginfo_t how{};
  ::waitid(P_PID, static_cast<id_t>(pid_), &how, WEXITED | WNOWAIT);
  return how.si_code == CLD_EXITED ? how.si_status : -1;
}

std::string ChildProcess::last_words() const {
  std::ifstream file(log_);
  std::string last;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) last = line;
  }
  return last;
}

void ChildProcess::stop() {
  if (pid_fd_ < 0) return;
  ::kill(pid_, SIGTERM);
  if (!ends_within(kPatience)) ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  ::close(pid_fd_);
  pid_fd_ = -1;
}

bool ChildProcess::ends_within(std::chrono::milliseconds time) const {
  pollfd ended{pid_fd_, POLLIN, 0};
  return ::poll(&ended, 1, static_cast<int>(time.count())) == 1;
}

}  // namespace turnout::replay
