// Follows the district's log by plain reads from the sequence it has reached: the view takes a batch first, then
// whoever else is told. Survives the store being away: backs off, counts, logs and goes on where it was. A
// dead letter of the log is logged, counted and left behind; it never blocks the rest.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <vector>

#include "event_store/district_view.h"
#include "event_store/event_store.h"
#include "event_store/log_position.h"
#include "runtime/broadcast.h"
#include "telemetry/metrics.h"

namespace turnout::event_store {

class LogFollower {
 public:
  // Called with every batch after the view has taken it and before the log position moves on.
  using Listener = std::function<void(const std::vector<Entry>&)>;

  LogFollower(boost::asio::io_context& io, EventStore& store, DistrictView& view, LogPosition& log,
              telemetry::Metrics& metrics);

  void listen(Listener listener) { listeners_.push_back(std::move(listener)); }

  // Until cancelled.
  Awaitable<void> run();

  // Until everything that is in the log now has been taken, so that an answer from the view is complete up to
  // the moment of its request. All who ask at once share one question to the store. Throws runtime::Unavailable when `patience` is at its end.
  Awaitable<void> catch_up(std::chrono::nanoseconds patience = std::chrono::seconds(2));
  // The same, for reads that are worth something even if they are old: if the store cannot be reached, the view is as it is.
  Awaitable<void> catch_up_if_reachable();

  // How long ago the view was last known to be complete: at most about a second while the store can be reached. Thread-safe.
  std::chrono::milliseconds age() const;

 private:
  using Clock = std::chrono::steady_clock;
  class Asking;

  Awaitable<void> follow();
  Awaitable<std::uint64_t> newest();
  Awaitable<void> wait_until_taken(std::uint64_t sequence, std::chrono::nanoseconds patience);
  void report_dead_letters(const std::vector<Entry>& entries);

  boost::asio::io_context& io_;
  EventStore& store_;
  DistrictView& view_;
  LogPosition& log_;
  telemetry::Metrics& metrics_;
  std::vector<Listener> listeners_;
  std::atomic<Clock::time_point> complete_at_ = Clock::now();

  // Questions for the newest event: numbered, one at a time, each for all that were asked before it was sent.
  std::uint64_t asked_ = 0;
  std::uint64_t answered_ = 0;
  bool is_asking_ = false;
  std::uint64_t newest_ = 0;
  std::exception_ptr failure_;  // of the last question
  runtime::Broadcast answer_;
};

}  // namespace turnout::event_store
