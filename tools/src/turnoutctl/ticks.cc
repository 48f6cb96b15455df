#include "turnoutctl/ticks.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace turnout::turnoutctl {
namespace {

int held_back_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGWINCH}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const int fd = signalfd(-1, &signals, SFD_CLOEXEC);
  if (fd < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
  return fd;
}

}  // namespace

Ticks::Ticks(int keys_fd) : signals_fd_(held_back_signals()), keys_fd_(keys_fd) {}

Ticks::~Ticks() {
  close(signals_fd_);
}

Tick Ticks::next(std::chrono::milliseconds time) {
  if (const auto key = take_key(typed_)) return taken(*key);
  pollfd sources[] = {{.fd = signals_fd_, .events = POLLIN, .revents = 0},
                      {.fd = keys_fd_, .events = POLLIN, .revents = 0}};
  if (poll(sources, std::size(sources), static_cast<int>(time.count())) <= 0) return Tick::kTime;
  if (sources[0].revents != 0) return read_signal();
  return read_keys();
}

Tick Ticks::read_signal() const {
  signalfd_siginfo signal{};
  if (read(signals_fd_, &signal, sizeof signal) != sizeof signal) return Tick::kTime;
  return signal.ssi_signo == SIGWINCH ? Tick::kResized : Tick::kStop;
}

Tick Ticks::read_keys() {
  char bytes[64];
  const ssize_t count = read(keys_fd_, bytes, sizeof bytes);
  if (count <= 0) {
    keys_fd_ = -1;
    return Tick::kTime;
  }
  typed_.append(bytes, static_cast<std::size_t>(count));
  const auto key = take_key(typed_);
  return key ? taken(*key) : Tick::kTime;
}

Tick Ticks::taken(Key key) {
  key_ = key;
  return key == Key::kQuit ? Tick::kStop : Tick::kKey;
}

}  // namespace turnout::turnoutctl
