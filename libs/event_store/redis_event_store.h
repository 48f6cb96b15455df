// The event store of one district in Redis, over three connections: one for commands, one for queries and watchers, whose
// answers may be large, and one for waiting reads, which hold up everything behind them.
//
// Every new connection checks its server first: a master, durable, with our version of the function library.
// A server that is away, or not as it must be, makes every call throw runtime::Unavailable with the reason;
// the connections come back by themselves.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "event_store/event_store.h"
#include "event_store/redis_schema.h"
#include "redis/connection.h"
#include "telemetry/metrics.h"

namespace turnout::event_store {

class RedisEventStore final : public EventStore {
 public:
  // Connects at the first call. Throws std::invalid_argument for a district that is not an id.
  RedisEventStore(boost::asio::io_context& io, const redis::ConnectionOptions& options,
                  const std::string& district, telemetry::Metrics& metrics);

  // Waits until all connections are ready; throws runtime::Unavailable with the reason if they are not
  // within the command time-out.
  Awaitable<void> start();
  // True while calls would be carried out at once, once started.
  bool is_ready() const { return commands_.is_ready() && queries_.is_ready() && log_.is_ready(); }
  // Sets the gauges of the connections.
  void measure() const;
  // What the server's wall clock shows, since the Unix epoch.
  Awaitable<std::chrono::microseconds> server_time();
  // Ends the connections, so that io_context::run can return.
  void close();

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

 private:
  template <class State>
  Awaitable<std::vector<State>> load_all(v1::AggregateKind kind, std::vector<std::string> ids);
  // The stored version and snapshot of each. The list must outlive the awaitable.
  Awaitable<std::vector<redis::Reply>> read(redis::Connection& connection,
                                            const std::vector<AggregateId>& which);
  // Throws DamagedRecord if the key is of another type.
  Awaitable<void> require_hash(AggregateId which);
  std::vector<std::string> read_of(const AggregateId& which) const;
  template <class State>
  State state_of(const AggregateId& which, const redis::Reply& stored) const;
  Awaitable<bool> commit_within_bounds(const domain::Change& change);
  // `function_call` makes the command; a second time if it has to be sent again.
  Awaitable<redis::Reply> call(redis::Connection& connection,
                               const std::function<std::vector<std::string>()>& function_call);
  Awaitable<std::vector<std::string>> members(std::string set);

  RedisKeys keys_;
  telemetry::Metrics& metrics_;
  std::chrono::milliseconds command_timeout_;
  redis::Connection commands_;
  redis::Connection queries_;
  redis::Connection log_;
};

}  // namespace turnout::event_store
