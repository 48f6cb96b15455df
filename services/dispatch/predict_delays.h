// Reports before a deadline passes that it will pass (预判). Compares the predictions for every open incident with its
// deadlines: after each event of the incident or of a unit on it, after each position of such a unit, and once per
// service second, because time passes. Changes are committed: a clock at risk, with the unit that would be faster, and
// a clock in time again.
//
// Bounded work: at most 256 open incidents per round, which continues where the last one ended, and at most 20 rounds
// per real second. Predictions use the view only; the store is neither read nor written unless a prediction changes.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "chassis/district.h"
#include "dispatch/incident_work_queue.h"
#include "event_store/district_view.h"

namespace turnout::dispatch {

class DelayPredictor {
 public:
  DelayPredictor(boost::asio::io_context& io, chassis::District& district);

  // Runs until cancelled. While the store cannot be reached, it backs off, counts, logs and tries again.
  Awaitable<void> run();

  // Queues the incidents of the newest events.
  void take(const std::vector<event_store::Entry>& entries);
  // Queues the incident of a unit that has moved.
  void note_move(const std::string& unit_id);

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  Awaitable<void> work();
  void note(const std::string& incident_id);
  void note_next_of_round();
  Awaitable<void> evaluate(std::string incident_id);

  boost::asio::io_context& io_;
  chassis::District& district_;
  IncidentWorkQueue queue_;
  SteadyTime next_round_;
  std::string round_ended_at_;  // incident id
};

}  // namespace turnout::dispatch
