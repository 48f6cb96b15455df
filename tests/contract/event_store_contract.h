// What every adapter of the event store is held to: the fixture of the contract tests.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "event_store/memory_event_store.h"
#include "event_store/redis_event_store.h"
#include "testing/command_runner.h"
#include "testing/private_redis.h"
#include "testing/redis_users.h"
#include "testing/run.h"

namespace turnout::event_store {

enum class Adapter { kMemory, kRedis };

struct EventStoreContract : ::testing::TestWithParam<Adapter> {
  // One server for all cases that run in one process; each has districts of its own.
  static testing::PrivateRedis& server() {
    static testing::PrivateRedis redis;
    return redis;
  }

  std::unique_ptr<EventStore> another_district() {
    if (GetParam() == Adapter::kMemory) return std::make_unique<MemoryEventStore>(io);
    static int districts = 0;
    const std::string district = "contract-" + std::to_string(++districts);
    return std::make_unique<RedisEventStore>(io, testing::as_service(server(), district), district, metrics);
  }

  template <class T>
  T run(Awaitable<T> work) {
    return testing::run(io, std::move(work));
  }

  template <class... Commands>
  void given(const Commands&... commands) {
    runner.must(commands...);
  }

  // What a command would change now, decided but not committed.
  template <class Request>
  domain::Change change(testing::Command<Request> command) {
    AggregateIds ids;
    if constexpr (requires { command.request.incident_id(); })
      ids.incident_id = command.request.incident_id();
    if constexpr (requires { command.request.duplicate_of(); }) {
      ids.other_incident_id = command.request.duplicate_of();
    }
    if constexpr (requires { command.request.unit_id(); }) ids.unit_ids.push_back(command.request.unit_id());
    if constexpr (requires { command.request.auxiliaries(); }) {
      ids.person_ids.assign(command.request.officers().begin(), command.request.officers().end());
    }
    if constexpr (std::same_as<Request, v1::CancelIncidentRequest>) {
      ids.unit_ids = domain::active_units(incident(ids.incident_id));
    }
    const domain::Aggregates states = run(store->load(ids));
    const v1::Policy policy = testing::default_policy();
    const v1::Roster roster = testing::default_roster();
    const domain::Context context{testing::kCallAtMs, policy, roster, command.jurisdiction};
    auto events = domain::decide(states, command.request, context);
    return domain::change_of(states, std::move(events.value()));
  }

  v1::Incident incident(const std::string& id = testing::kIncident) {
    return run(store->load({.incident_id = id})).incident;
  }
  v1::Unit unit(const std::string& id = "car-1") {
    return run(store->load({.unit_ids = {id}})).units.front();
  }
  std::vector<LoggedEvent> log() { return run(store->read_after(0, 100'000, std::chrono::milliseconds(0))); }

  // Everything that can be read of the district, in one text: equal texts, equal districts.
  std::string everything();

  boost::asio::io_context io;
  telemetry::Metrics metrics{{.service = "contract", .version = "test"}};
  std::unique_ptr<EventStore> store = another_district();
  testing::CommandRunner runner{io, *store, metrics};
};

inline std::string EventStoreContract::everything() {
  std::string text;
  std::vector<std::string> incidents;
  std::vector<std::string> units;
  for (const LoggedEvent& logged : log()) {
    text += std::to_string(logged.sequence) + " " + logged.event.SerializeAsString() + "\n";
    incidents.push_back(logged.event.incident_id());
    units.push_back(logged.event.unit_id());
  }
  for (const std::string& id : incidents) text += incident(id).SerializeAsString() + "\n";
  for (const std::string& id : units) text += unit(id).SerializeAsString() + "\n";
  std::vector<std::string> ids = run(store->open_incident_ids());
  std::ranges::move(run(store->unit_ids()), std::back_inserter(ids));
  std::ranges::sort(ids);
  for (const std::string& id : ids) text += id + "\n";
  for (const DueIncident& due : run(store->next_due(1'000))) {
    text += due.incident_id + " " + std::to_string(due.due_at_ms) + "\n";
  }
  return text;
}

}  // namespace turnout::event_store
