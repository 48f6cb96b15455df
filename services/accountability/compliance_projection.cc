#include "accountability/compliance_projection.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <utility>

#include "domain/pending_times.h"
#include "runtime/errors.h"
#include "runtime/log.h"
#include "telemetry/background_loop.h"

namespace turnout::accountability {
namespace {

// Small, so that a page does not delay deadlines and commands.
constexpr std::size_t kPageEvents = 50;

}  // namespace

Awaitable<void> ComplianceProjection::build() {
  const std::function<bool()> is_complete = [this] { return is_complete_; };
  co_await telemetry::run_loop_until(
      io_, metrics_, telemetry::Loop::kProjection, [this] { return build_page(); }, is_complete);
  log::info("compliance projection complete", {{"incidents", incidents_.size()}, {"sequence", read_to_}});
}

Awaitable<void> ComplianceProjection::build_page() {
  if (read_to_ >= log_.last_sequence()) {
    is_complete_ = true;
    past_.reset();
    co_return;
  }
  std::vector<event_store::LoggedEvent> events =
      co_await store_.read_after(read_to_, kPageEvents, std::chrono::milliseconds(0));
  if (events.empty()) throw runtime::Unavailable("the log ends before the follower's position");
  const std::vector<event_store::Entry> entries = co_await past_->take(std::move(events));
  add(entries);
  read_to_ = entries.back().sequence;
  co_await boost::asio::post(io_, boost::asio::use_awaitable);
}

void ComplianceProjection::take(const std::vector<event_store::Entry>& entries) {
  if (is_complete_) add(entries);
}

void ComplianceProjection::add(const std::vector<event_store::Entry>& entries) {
  for (const event_store::Entry& entry : entries) {
    if (!entry.incident) continue;
    const v1::Incident& incident = *entry.incident;
    ProjectedIncident& known = incidents_[incident.id()];
    // After a failed read an entry may be read again.
    if (!known.sequences.empty() && entry.sequence <= known.sequences.back()) continue;
    known.record = domain::record_of(incident);
    known.sequences.push_back(entry.sequence);
    std::vector<v1::PendingTime> pending = domain::pending_times(incident);
    if (pending.empty()) {
      pending_times_.erase(incident.id());
    } else {
      pending_times_[incident.id()] = std::move(pending);
    }
  }
}

void ComplianceProjection::require_complete() const {
  if (is_complete_) return;
  throw runtime::Unavailable("this service is still reading the history: " + std::to_string(read_to_) +
                             " of " + std::to_string(log_.last_sequence()) + " events; try again");
}

}  // namespace turnout::accountability
