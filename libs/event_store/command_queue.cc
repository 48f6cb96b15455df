#include "event_store/command_queue.h"

#include "runtime/errors.h"
#include "runtime/wakeup.h"

namespace turnout::event_store {

// A place in a line, given up however its coroutine ends.
class CommandQueue::Place {
 public:
  Place(std::shared_ptr<Lines> lines, const std::string& key, boost::asio::io_context& io)
      : lines_(std::move(lines)), line_(lines_->at(key)), place_(line_.emplace(line_.end(), io)) {}
  ~Place() { line_.erase(place_); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  runtime::Wakeup& wakeup() { return *place_; }

 private:
  std::shared_ptr<Lines> lines_;
  Line& line_;  // stays where it is: only an empty line is erased
  Line::iterator place_;
};

CommandQueue::Turn::~Turn() {
  if (!lines_) return;
  const auto line = lines_->find(key_);
  if (line->second.empty()) {
    lines_->erase(line);
  } else {
    line->second.front().wake();
  }
}

CommandQueue::CommandQueue(boost::asio::io_context& io, std::size_t most_waiting)
    : io_(io), most_waiting_(most_waiting), lines_(std::make_shared<Lines>()) {}

Awaitable<CommandQueue::Turn> CommandQueue::enter(std::string key) {
  const bool is_free = lines_->try_emplace(key).second;
  if (!is_free) co_await stand_in_line(key);
  co_return Turn(lines_, std::move(key));
}

std::size_t CommandQueue::waiting() const {
  std::size_t waiting = 0;
  for (const auto& [key, line] : *lines_) waiting += line.size();
  return waiting;
}

Awaitable<void> CommandQueue::stand_in_line(std::string key) {
  if (lines_->at(key).size() >= most_waiting_) {
    throw runtime::Conflict("too many commands wait for " + key);
  }
  Place place(lines_, key, io_);
  co_await place.wakeup().wait();
}

}  // namespace turnout::event_store
