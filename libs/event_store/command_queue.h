// Commands on one aggregate go one after another inside the process, so that a hot incident does not fight
// itself. Other processes are held off by the version check of the commit.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <deque>
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
 public:
  // The turn of one command; the next in line goes on when it is destroyed.
  class Turn {
   public:
    Turn(CommandQueue& queue, std::string key) : queue_(&queue), key_(std::move(key)) {}
    Turn(Turn&& other) noexcept : queue_(std::exchange(other.queue_, nullptr)), key_(std::move(other.key_)) {}
    Turn& operator=(Turn&&) = delete;
    ~Turn();

   private:
    CommandQueue* queue_;
    std::string key_;
  };

  // `most_waiting` bounds each line.
  CommandQueue(boost::asio::io_context& io, std::size_t most_waiting)
      : io_(io), most_waiting_(most_waiting) {}

  // Waits for the turn on `key`. Throws runtime::Conflict if the line is full.
  Awaitable<Turn> enter(std::string key);

 private:
  using Line = std::deque<runtime::Wakeup*>;  // who waits; a key that is present is held by somebody

  Awaitable<void> stand_in(std::string key);
  void leave(const std::string& key);

  boost::asio::io_context& io_;
  std::size_t most_waiting_;
  std::unordered_map<std::string, Line> lines_;
};

}  // namespace turnout::event_store
