// The event store of one district: the port through which everything changes and everything is read back.
//
// The log is a dense sequence 1, 2, … of events. A snapshot is an aggregate after its newest event. `commit`
// is the only way to change anything: one atomic step, durable before it returns.
//
// Every method throws runtime::Unavailable when the world behind the port is broken: after a commit this
// means that the outcome is unknown, and the same request must be tried again to settle it. What is read but
// is not what was written throws DamagedRecord for a state and BrokenRecord (stored_form.h) for the log as a whole; an event of
// the log that cannot be read comes back as such, for the others behind it. A call beyond a bound throws std::invalid_argument.
//
// Not thread-safe: call it on the service's io_context thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "domain/aggregates.h"
#include "event_store/damaged_record.h"
#include "runtime/awaitable.h"
#include "runtime/errors.h"
#include "turnout/v1/event.pb.h"

namespace turnout::event_store {

// Bounds of one commit, and so of how long Redis works on it. Whatever the rules decide at once fits in.
inline constexpr std::size_t kMaxAggregates = 72;
inline constexpr std::size_t kMaxIncidents = 2;
inline constexpr std::size_t kMaxEvents = 3'584;
// Events that one `read_at` gets.
inline constexpr std::size_t kMaxReadAt = 1'000;
// Aggregates of one kind that one `load_incidents`, `load_units` or `load_people` gets.
inline constexpr std::size_t kMaxLoad = 1'000;

// An event and its place in the log, from 1.
struct LoggedEvent {
  std::uint64_t sequence = 0;
  v1::Event event;    // empty if it cannot be read
  std::string fault;  // why it cannot; empty = it can
};

// An incident whose earliest deadline is at `due_at_ms`.
struct DueIncident {
  std::string incident_id;
  std::int64_t due_at_ms = 0;
};

// What a command looks at.
struct AggregateIds {
  std::string incident_id = {};        // empty = none
  std::string other_incident_id = {};  // the second one of a command on two; empty = none
  std::vector<std::string> unit_ids = {};
  std::vector<std::string> person_ids = {};
};

class EventStore {
 public:
  virtual ~EventStore() = default;

  // Told of every damaged state that is met, before DamagedRecord is thrown.
  void when_damaged(std::function<void(const DamagedRecord&)> tell) { damaged_ = std::move(tell); }
  // Of a state that an index names and that is not there.
  void tell_damaged(const DamagedRecord& damaged) const {
    if (damaged_) damaged_(damaged);
  }

  // The named aggregates; one that does not exist comes back with its id and version 0. The incidents are read after the units:
  // when a unit shows the effect of a request, so does its incident.
  virtual Awaitable<domain::Aggregates> load(AggregateIds ids) = 0;
  // Many of one kind, in the order asked for; at most 1,000.
  virtual Awaitable<std::vector<v1::Incident>> load_incidents(std::vector<std::string> ids) = 0;
  virtual Awaitable<std::vector<v1::Unit>> load_units(std::vector<std::string> ids) = 0;
  virtual Awaitable<std::vector<v1::Person>> load_people(std::vector<std::string> ids) = 0;

  // The version that is stored beside an aggregate's snapshot; 0 = it does not exist. Throws DamagedRecord if it is no number.
  virtual Awaitable<std::uint64_t> stored_version(AggregateId which) = 0;

  // Appends the events and stores the new snapshots if every aggregate still has the version that the change
  // started from; returns false, and changes nothing, if one does not. Bounds as above. The change
  // lives until the awaitable has completed.
  virtual Awaitable<bool> commit(const domain::Change& change) = 0;

  // Up to `most` events after `sequence`, in order; waits up to `wait` for the first one. Only one reader at
  // a time may wait: a second one would wait behind the first.
  virtual Awaitable<std::vector<LoggedEvent>> read_after(std::uint64_t sequence, std::size_t most,
                                                         std::chrono::milliseconds wait) = 0;
  // The events with these sequences, in the order asked for; at most 1,000. Each must be in the log.
  virtual Awaitable<std::vector<LoggedEvent>> read_at(std::vector<std::uint64_t> sequences) = 0;
  // Names the log: made once, and anew when the record is restored from a backup. Letters and digits.
  virtual Awaitable<std::string> log_identity() = 0;
  // Place of the newest event; 0 = empty log.
  virtual Awaitable<std::uint64_t> last_sequence() = 0;

  // Ids of all open incidents / of all units, in no particular order.
  virtual Awaitable<std::vector<std::string>> open_incident_ids() = 0;
  virtual Awaitable<std::vector<std::string>> unit_ids() = 0;

  // The `most` incidents with the earliest next deadlines, earliest first.
  virtual Awaitable<std::vector<DueIncident>> next_due(std::size_t most) = 0;

 private:
  std::function<void(const DamagedRecord&)> damaged_;
};

}  // namespace turnout::event_store
