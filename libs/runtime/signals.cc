#include "runtime/signals.h"

#include <pthread.h>

#include <csignal>
#include <system_error>

namespace turnout::runtime {
namespace {

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

void check(int error, const char* what) {
  if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

}  // namespace

void block_stop_signals() {
  const sigset_t signals = stop_signals();
  check(pthread_sigmask(SIG_BLOCK, &signals, nullptr), "cannot block SIGTERM and SIGINT");
  std::signal(SIGPIPE, SIG_IGN);
}

int wait_for_stop_signal() {
  const sigset_t signals = stop_signals();
  int signal = 0;
  check(sigwait(&signals, &signal), "cannot wait for SIGTERM and SIGINT");
  return signal;
}

bool stop_signal_is_pending() {
  sigset_t pending;
  sigemptyset(&pending);
  sigpending(&pending);
  return sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1;
}

}  // namespace turnout::runtime
