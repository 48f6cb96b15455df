#include "event_store/log_position.h"

namespace turnout::event_store {

void LogPosition::advance_to(std::uint64_t sequence) {
  if (sequence <= last_) return;
  last_ = sequence;
  moved_.wake_all();
}

Awaitable<bool> LogPosition::wait_beyond(std::uint64_t sequence, std::chrono::nanoseconds timeout) {
  if (last_ > sequence) co_return true;
  co_await moved_.wait_for(timeout);
  co_return last_ > sequence;
}

}  // namespace turnout::event_store
