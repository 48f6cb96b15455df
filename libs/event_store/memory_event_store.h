// The event store of one district in memory, for tests. Keeps serialized bytes, as a real store does: nothing
// that is read shares memory with anything that was committed.
#pragma once

#include <boost/asio/io_context.hpp>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "event_store/event_store.h"
#include "event_store/stored_form.h"
#include "runtime/broadcast.h"

namespace turnout::event_store {

class MemoryEventStore final : public EventStore {
 public:
  explicit MemoryEventStore(boost::asio::io_context& io) : io_(io), grown_(io) {}

  Awaitable<domain::Aggregates> load(AggregateIds ids) override;
  Awaitable<std::vector<v1::Incident>> load_incidents(std::vector<std::string> ids) override;
  Awaitable<std::vector<v1::Unit>> load_units(std::vector<std::string> ids) override;
  Awaitable<std::vector<v1::Person>> load_people(std::vector<std::string> ids) override;
  Awaitable<std::uint64_t> stored_version(AggregateId which) override;
  Awaitable<bool> commit(const domain::Change& change) override;
  Awaitable<std::vector<LoggedEvent>> read_after(std::uint64_t sequence, std::size_t most,
                                                 std::chrono::milliseconds wait) override;
  Awaitable<std::vector<LoggedEvent>> read_at(std::vector<std::uint64_t> sequences) override;
  Awaitable<std::string> log_identity() override;
  Awaitable<std::uint64_t> last_sequence() override;
  Awaitable<std::vector<std::string>> open_incident_ids() override;
  Awaitable<std::vector<std::string>> unit_ids() override;
  Awaitable<std::vector<DueIncident>> next_due(std::size_t most) override;

  // What is stored, and the flip of one bit of it.
  const std::string& bytes_of(const AggregateId& which) const {
    return snapshots_.at({which.kind, which.id}).bytes;
  }
  const std::string& bytes_of_event(std::uint64_t sequence) const { return log_.at(sequence - 1); }
  void damage(const AggregateId& which, std::size_t bit);
  void damage_event(std::uint64_t sequence, std::size_t bit);
  // As if somebody had deleted its key.
  void lose(const AggregateId& which) { snapshots_.erase({which.kind, which.id}); }
  // As if the record had been restored from a backup.
  void restore_as(std::string identity) { identity_ = std::move(identity); }

 private:
  struct Snapshot {
    std::uint64_t version = 0;
    std::string bytes;
  };
  using Key = std::pair<v1::AggregateKind, std::string>;

  Awaitable<bool> commit_later(std::vector<std::string> events, std::vector<AggregateWrite> writes);
  // Every call takes at least one turn of the io_context, so that calls interleave as they do on a network.
  Awaitable<void> turn();
  template <class State>
  Awaitable<std::vector<State>> load_all(v1::AggregateKind kind, std::vector<std::string> ids);
  template <class State>
  State state_of(v1::AggregateKind kind, const std::string& id) const;
  bool is_current(const AggregateWrite& write) const;
  void store(AggregateWrite write);
  LoggedEvent at(std::uint64_t sequence) const;

  boost::asio::io_context& io_;
  runtime::Broadcast grown_;
  std::string identity_ = "memory";
  std::vector<std::string> log_;
  std::map<Key, Snapshot> snapshots_;
  std::set<std::string> open_;
  std::map<std::string, std::int64_t> due_at_ms_;  // by incident
};

}  // namespace turnout::event_store
