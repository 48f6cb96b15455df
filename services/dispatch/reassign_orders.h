// Reassigns orders that no unit takes (退单、未签收): an order that was not signed in time, or was declined, goes to the
// next best unit in one commit. If there is none, people are told at once.
//
// The state decides. The rules are asked whether an order must be reassigned: at the start for every open incident, after
// every event, and again in the commit. The version check of the commit makes it happen once, with any number of
// dispatch processes and wherever one of them is killed.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <set>
#include <string>
#include <vector>

#include "chassis/district.h"
#include "dispatch/incident_work_queue.h"
#include "domain/reassign_order.h"
#include "event_store/district_view.h"

namespace turnout::dispatch {

class OrderReassigner {
 public:
  OrderReassigner(boost::asio::io_context& io, chassis::District& district);

  // Runs until cancelled. While the store cannot be reached, it backs off, counts, logs and tries again.
  Awaitable<void> run();

  // Checks whether an order must be reassigned after the newest events.
  void take(const std::vector<event_store::Entry>& entries);

 private:
  Awaitable<void> work();
  void note(const v1::Incident& incident);
  Awaitable<void> replace(std::string incident_id);
  domain::Reassignment next_unit(const v1::Incident& incident, const std::set<std::string>& taken) const;
  Awaitable<domain::Outcome<bool>> commit(const v1::Incident& incident, std::uint32_t order,
                                          domain::Reassignment reassignment);

  boost::asio::io_context& io_;
  chassis::District& district_;
  IncidentWorkQueue queue_;
};

}  // namespace turnout::dispatch
