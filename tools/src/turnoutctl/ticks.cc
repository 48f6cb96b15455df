#include "turnoutctl/ticks.h"

#include <time.h>

namespace turnout::turnoutctl {

Ticks::Ticks() {
  sigemptyset(&signals_);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGWINCH}) sigaddset(&signals_, signal);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

Tick Ticks::next(std::chrono::milliseconds time) {
  const auto ns = std::chrono::nanoseconds(time).count();
  const timespec wait{.tv_sec = ns / 1'000'000'000, .tv_nsec = ns % 1'000'000'000};
  const int signal = sigtimedwait(&signals_, nullptr, &wait);
  if (signal < 0) return Tick::kTime;
  return signal == SIGWINCH ? Tick::kResized : Tick::kStop;
}

}  // namespace turnout::turnoutctl
