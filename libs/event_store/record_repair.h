// Rebuilds damaged states from their events.
//
// One reading of the log serves all states that are damaged at that moment. The rebuilt state is committed with the event
// record_repaired, and every process takes it from the log. If several processes repair at once, one of them succeeds. The event
// counts the events that the log has lost; an incident shows the count.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <map>
#include <string>

#include "domain/decision.h"
#include "event_store/event_store.h"
#include "runtime/clock.h"
#include "runtime/wakeup.h"
#include "telemetry/metrics.h"

namespace turnout::event_store {

struct Rebuilding;

class RecordRepair {
 public:
  // Listens to the store from now on.
  RecordRepair(boost::asio::io_context& io, EventStore& store, const runtime::Clock& clock,
               telemetry::Metrics& metrics);

  // Repairs what is noted, for ever.
  Awaitable<void> run();

  // Damaged states that are known and not repaired yet.
  std::size_t waiting() const { return damaged_.size(); }

 private:
  void note(const DamagedRecord& damaged);
  Awaitable<void> work();
  Awaitable<void> repair(std::map<AggregateId, std::string> faults);
  Awaitable<void> store(const AggregateId& which, Rebuilding& states, const std::string& fault);

  boost::asio::io_context& io_;
  EventStore& store_;
  const runtime::Clock& clock_;
  telemetry::Metrics& metrics_;
  runtime::Wakeup noted_;
  std::map<AggregateId, std::string> damaged_;  // with what is wrong
  std::uint64_t notes_ = 0;                     // how often something was noted
  std::uint64_t tried_ = 0;                     // … when the last round began
};

}  // namespace turnout::event_store
