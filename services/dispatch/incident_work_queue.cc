#include "dispatch/incident_work_queue.h"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "runtime/errors.h"
#include "runtime/log.h"

namespace turnout::dispatch {

void IncidentWorkQueue::add(const std::string& incident_id) {
  incident_ids_.insert(incident_id);
  added_.wake();
}

Awaitable<void> IncidentWorkQueue::wait_for(std::chrono::nanoseconds timeout) {
  if (incident_ids_.empty()) co_await added_.wait_for(timeout);
}

Awaitable<void> IncidentWorkQueue::drain(std::function<Awaitable<void>(std::string)> evaluate) {
  while (!incident_ids_.empty()) {
    // Removed before its evaluation, so that an event during the evaluation adds it again.
    const std::string id = incident_ids_.extract(incident_ids_.begin()).value();
    // An evaluation may compare every unit: other work runs between two.
    co_await boost::asio::post(io_, boost::asio::use_awaitable);
    try {
      co_await evaluate(id);
    } catch (const runtime::DataLoss& loss) {
      log::warn("incident left out",
                {{"incident", id}, {"reason", loss.what()}});  // its repair adds it again
    } catch (...) {
      incident_ids_.insert(id);
      throw;
    }
  }
}

}  // namespace turnout::dispatch
