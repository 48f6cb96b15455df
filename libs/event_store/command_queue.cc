#include "event_store/command_queue.h"

#include "runtime/errors.h"
#include "runtime/wakeup.h"

namespace turnout::event_store {

// A waiter in a queue, given up however its coroutine ends.
class CommandQueue::Waiter {
 public:
  Waiter(std::shared_ptr<Queues> queues, const std::string& key, boost::asio::io_context& io)
      : queues_(std::move(queues)), queue_(queues_->at(key)), waiter_(queue_.emplace(queue_.end(), io)) {}
  ~Waiter() { queue_.erase(waiter_); }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  runtime::Wakeup& wakeup() { return *waiter_; }

 private:
  std::shared_ptr<Queues> queues_;
  Queue& queue_;  // stays where it is: only an empty queue is erased
  Queue::iterator waiter_;
};

CommandQueue::Turn::~Turn() {
  if (!queues_) return;
  const auto queue = queues_->find(key_);
  if (queue->second.empty()) {
    queues_->erase(queue);
  } else {
    queue->second.front().wake();
  }
}

CommandQueue::CommandQueue(boost::asio::io_context& io, std::size_t max_waiting)
    : io_(io), max_waiting_(max_waiting), queues_(std::make_shared<Queues>()) {}

Awaitable<CommandQueue::Turn> CommandQueue::enter(std::string key) {
  const bool is_free = queues_->try_emplace(key).second;
  if (!is_free) co_await wait_in_queue(key);
  co_return Turn(queues_, std::move(key));
}

std::size_t CommandQueue::waiting() const {
  std::size_t waiting = 0;
  for (const auto& [key, queue] : *queues_) waiting += queue.size();
  return waiting;
}

Awaitable<void> CommandQueue::wait_in_queue(std::string key) {
  if (queues_->at(key).size() >= max_waiting_) {
    throw runtime::Conflict("too many commands wait for " + key);
  }
  Waiter waiter(queues_, key, io_);
  co_await waiter.wakeup().wait();
}

}  // namespace turnout::event_store
