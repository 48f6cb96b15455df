// The event store of one district in memory, for tests. Keeps serialized bytes, as a real store does: nothing
// that is read shares memory with anything that was committed.
#pragma once

#include <boost/asio/io_context.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "event_store/event_store.h"
#include "runtime/broadcast.h"

namespace turnout::event_store {

class MemoryEventStore final : public EventStore {
 public:
  explicit MemoryEventStore(boost::asio::io_context& io) : io_(io), grown_(io) {}

  Awaitable<domain::Aggregates> load(std::string incident_id, std::vector<std::string> unit_ids) override;
  Awaitable<bool> commit(const domain::Change& change) override;
  Awaitable<std::vector<LoggedEvent>> read_after(std::uint64_t sequence, std::size_t most,
                                                 std::chrono::milliseconds wait) override;
  Awaitable<std::vector<LoggedEvent>> read_at(std::vector<std::uint64_t> sequences) override;
  Awaitable<std::uint64_t> last_sequence() override;
  Awaitable<std::vector<std::string>> open_incident_ids() override;
  Awaitable<std::vector<std::string>> unit_ids() override;
  Awaitable<std::vector<DueIncident>> next_due(std::size_t most) override;

 private:
  struct Snapshot {
    std::uint64_t version = 0;
    std::string bytes;
  };
  using Snapshots = std::map<std::string, Snapshot>;

  Awaitable<bool> commit_later(domain::Change change);
  // Every call takes at least one turn of the io_context, so that calls interleave as they do on a network.
  Awaitable<void> turn();
  template <class State>
  static bool is_current(const Snapshots& stored, const std::vector<domain::Updated<State>>& changed);
  template <class State>
  static void store(Snapshots& stored, const std::vector<domain::Updated<State>>& changed);
  void index(const v1::Incident& incident);
  LoggedEvent at(std::uint64_t sequence) const;

  boost::asio::io_context& io_;
  runtime::Broadcast grown_;
  std::vector<std::string> log_;
  Snapshots incidents_;
  Snapshots units_;
  std::set<std::string> open_;
  std::map<std::string, std::int64_t> due_at_ms_;  // by incident
};

}  // namespace turnout::event_store
