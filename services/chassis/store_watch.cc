#include "chassis/store_watch.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "event_store/stored_form.h"

namespace turnout::chassis {

Awaitable<void> StoreWatch::poll() {
  const std::string identity = co_await store_.log_identity();
  if (identity != log_.identity()) {
    throw event_store::BrokenRecord("redis has log " + identity + ", but this process follows log " +
                                    log_.identity() + ": the record was restored, it must restart");
  }
  const std::uint64_t known = log_.last_sequence();
  const std::uint64_t newest = co_await store_.last_sequence();
  if (newest < known) {
    throw event_store::BrokenRecord("redis has the log up to " + std::to_string(newest) +
                                    ", but this process has read up to " + std::to_string(known) +
                                    ": it must restart");
  }
  const std::uint64_t here = log_.last_sequence();
  metrics_.set_log_position(here);
  metrics_.set_log_lag(newest > here ? newest - here : 0);
  const std::vector<event_store::DueIncident> next = co_await store_.next_due(1);
  next_due_ms_ = next.empty() ? 0 : next.front().due_at_ms;
  show_age();
}

void StoreWatch::show_age() const {
  const std::int64_t age_ms = next_due_ms_ == 0 ? 0 : clock_.now_ms() - next_due_ms_;
  metrics_.set_oldest_unfired_deadline_age(std::chrono::milliseconds(std::max<std::int64_t>(age_ms, 0)));
}

}  // namespace turnout::chassis
