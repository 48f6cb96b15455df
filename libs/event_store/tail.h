// The newest entries of the log in memory, shared by all watchers: bounded in count and bytes, whoever reads
// how slowly. A watcher holds no queue of its own, only its place; one that falls behind the oldest entry
// kept is cut off.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "event_store/district_view.h"
#include "runtime/broadcast.h"

namespace turnout::event_store {

class Tail {
 public:
  static constexpr std::size_t kMostEntries = 4'096;
  static constexpr std::size_t kMostBytes = 16u << 20;

  explicit Tail(boost::asio::io_context& io) : grown_(io) {}

  // The place that the log has reached before the first entry; 0 unless told. Precondition: nothing was
  // appended.
  void begin_after(std::uint64_t sequence) { last_ = sequence; }

  void append(const std::vector<Entry>& entries);

  std::uint64_t last_sequence() const { return last_; }
  // Whether every entry after `sequence` is still here.
  bool reaches_back_to(std::uint64_t sequence) const;
  // The entries after `sequence`, at most `most`. Precondition: it reaches back to it.
  std::vector<Entry> after(std::uint64_t sequence, std::size_t most) const;

  // Until there is an entry after `sequence`, or the time-out passes.
  Awaitable<bool> wait_beyond(std::uint64_t sequence, std::chrono::nanoseconds timeout);

 private:
  struct Kept {
    Entry entry;
    std::size_t bytes = 0;
  };

  std::deque<Kept> entries_;
  std::size_t bytes_ = 0;  // of all of them
  std::uint64_t last_ = 0;
  runtime::Broadcast grown_;
};

}  // namespace turnout::event_store
