// Orders that nobody takes (退单、未签收): an order that was not signed in time, or was declined, goes to the
// next best unit in one commit; if there is none, people are told at once.
//
// The state decides: whether an order wants replacing is asked of the rulebook at start for every open
// incident, after every event, and again in the commit, whose version check makes it happen once with however
// many dispatch processes, wherever one of them is killed.
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

  // Until cancelled. Backs off, counts, logs and goes on while the store is away.
  Awaitable<void> run();

  // Looks whether the newest events leave an order to be replaced.
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
