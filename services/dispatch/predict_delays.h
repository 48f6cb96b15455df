// Says before a deadline passes that it will (预判): compares what is predicted of every open incident with
// its deadlines, after each event of the incident or of a unit on it, after each position of such a unit, and
// once a service second for what only the passing of time shows. What changes is committed: a clock at risk,
// with the unit that would be sooner, and in time again.
//
// Bounded work: of the open incidents at most 256 in a round, which goes on where the one before ended, and
// at most 20 rounds a real second. The view alone is asked; nothing is read or written while there is nothing
// new to say.
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

  // Until cancelled. Backs off, counts, logs and goes on while the store is away.
  Awaitable<void> run();

  // Notes which incidents the newest events concern.
  void take(const std::vector<event_store::Entry>& entries);
  // Notes the incident of a unit that has moved.
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
