// Commands on one aggregate go one after another inside the process, so that a hot incident does not fight
// itself. Other processes are held off by the version check of the commit.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "runtime/awaitable.h"

namespace boost::asio {
class io_context;
}
namespace turnout::runtime {
class Wakeup;
}

namespace turnout::event_store {

class CommandQueue {
  using Queue = std::list<runtime::Wakeup>;               // who waits, the first in front
  using Queues = std::unordered_map<std::string, Queue>;  // a key that is present is held by somebody

 public:
  // The turn of one command; the next in queue goes on when it is destroyed. It may outlive the queue, as
  // coroutines do that are destroyed with their io_context.
  class Turn {
   public:
    Turn(std::shared_ptr<Queues> queues, std::string key)
        : queues_(std::move(queues)), key_(std::move(key)) {}
    Turn(Turn&& other) noexcept = default;
    Turn& operator=(Turn&&) = delete;
    ~Turn();

   private:
    std::shared_ptr<Queues> queues_;
    std::string key_;
  };

  // `max_waiting` bounds each queue.
  CommandQueue(boost::asio::io_context& io, std::size_t max_waiting);

  // Waits for the turn on `key`; who is cancelled meanwhile leaves the queue. Throws runtime::Conflict if the
  // queue is full.
  Awaitable<Turn> enter(std::string key);

  // Commands that wait for their turn now.
  std::size_t waiting() const;

 private:
  class Waiter;

  Awaitable<void> wait_in_queue(std::string key);

  boost::asio::io_context& io_;
  std::size_t max_waiting_;
  std::shared_ptr<Queues> queues_;
};

}  // namespace turnout::event_store
