#include "event_store/command_queue.h"

#include <algorithm>

#include "runtime/errors.h"
#include "runtime/wakeup.h"

namespace turnout::event_store {

CommandQueue::Turn::~Turn() {
  if (queue_ != nullptr) queue_->leave(key_);
}

Awaitable<CommandQueue::Turn> CommandQueue::enter(std::string key) {
  const bool free = lines_.try_emplace(key).second;
  if (!free) co_await stand_in(key);
  co_return Turn(*this, std::move(key));
}

Awaitable<void> CommandQueue::stand_in(std::string key) {
  Line& line = lines_.at(key);
  if (line.size() >= most_waiting_) throw runtime::Conflict("too many commands wait for " + key);
  runtime::Wakeup turn(io_);
  line.push_back(&turn);
  try {
    co_await turn.wait();
  } catch (...) {
    // Whoever gives up leaves the line; a turn already given is not lost, for then `wait` returns.
    std::erase(lines_.at(key), &turn);
    throw;
  }
}

void CommandQueue::leave(const std::string& key) {
  const auto line = lines_.find(key);
  if (line->second.empty()) {
    lines_.erase(line);
    return;
  }
  line->second.front()->wake();
  line->second.pop_front();
}

}  // namespace turnout::event_store
