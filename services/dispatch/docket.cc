#include "dispatch/docket.h"

namespace turnout::dispatch {

void Docket::add(const std::string& incident_id) {
  incident_ids_.insert(incident_id);
  added_.wake();
}

Awaitable<void> Docket::wait_for(std::chrono::nanoseconds timeout) {
  if (incident_ids_.empty()) co_await added_.wait_for(timeout);
}

Awaitable<void> Docket::work_off(std::function<Awaitable<void>(std::string)> look) {
  while (!incident_ids_.empty()) {
    // Off the list before the look: what happens meanwhile puts it on again.
    const std::string id = incident_ids_.extract(incident_ids_.begin()).value();
    try {
      co_await look(id);
    } catch (...) {
      incident_ids_.insert(id);
      throw;
    }
  }
}

}  // namespace turnout::dispatch
