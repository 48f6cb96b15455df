// Which log this process follows and how far it has taken it, for whoever waits for an event to be taken.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

#include "runtime/broadcast.h"

namespace turnout::event_store {

class LogPosition {
 public:
  explicit LogPosition(boost::asio::io_context& io) : moved_(io) {}

  // Names the log (EventStore::log_identity); set once, before anything is served.
  const std::string& identity() const { return identity_; }
  void belongs_to(std::string identity) { identity_ = std::move(identity); }

  // Sequence of the newest event that was taken; 0 = none.
  std::uint64_t last_sequence() const { return last_; }
  void advance_to(std::uint64_t sequence);

  // True once the event after `sequence` was taken, false when the time-out passed first.
  Awaitable<bool> wait_beyond(std::uint64_t sequence, std::chrono::nanoseconds timeout);

 private:
  std::string identity_;
  std::uint64_t last_ = 0;
  runtime::Broadcast moved_;
};

}  // namespace turnout::event_store
