// Finishes the cancelling of incidents with more units than one commit recalls: step by step, until the incident is cancelled.
//
// The state decides, as with reassigning (reassign_orders.h): a process that is killed half-way leaves an incident that is being
// cancelled, and any process of dispatch goes on with it, at its start or after the next event.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <string>
#include <vector>

#include "chassis/district.h"
#include "dispatch/incident_work_queue.h"
#include "event_store/district_view.h"

namespace turnout::dispatch {

class CancellationFinisher {
 public:
  CancellationFinisher(boost::asio::io_context& io, chassis::District& district);

  // Runs until cancelled. While the store cannot be reached, it backs off, counts, logs and tries again.
  Awaitable<void> run();

  // Queues the incidents that the newest events show as being cancelled.
  void take(const std::vector<event_store::Entry>& entries);

 private:
  Awaitable<void> work();
  void note(const v1::Incident& incident);
  Awaitable<void> finish(std::string incident_id);

  boost::asio::io_context& io_;
  chassis::District& district_;
  IncidentWorkQueue queue_;
};

}  // namespace turnout::dispatch
