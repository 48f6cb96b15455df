#include "event_store/record_repair.h"

#include <chrono>
#include <utility>

#include "domain/aggregates.h"
#include "domain/apply.h"
#include "domain/request_meta.h"
#include "runtime/log.h"
#include "telemetry/background_loop.h"

namespace turnout::event_store {
namespace {

constexpr std::size_t kPage = 250;
// What could not be repaired, because its key is of another type.
constexpr std::chrono::minutes kTryAgainAfter{1};

std::uint64_t version_after(const v1::Event& event, const AggregateId& which) {
  switch (which.kind) {
    case v1::AGGREGATE_KIND_INCIDENT:
      return domain::incident_version_after(event, which.id);
    case v1::AGGREGATE_KIND_UNIT:
      return domain::unit_version_after(event, which.id);
    default:
      return domain::person_version_after(event, which.id);
  }
}

}  // namespace

// A state that grows again, event by event.
template <class State>
struct Rebuilt {
  State state;
  std::uint64_t events_missing = 0;

  void take(const v1::Event& event, std::uint64_t version) {
    if (version <= state.version()) return;
    events_missing += version - state.version() - 1;
    domain::apply(event, state);
  }
  // The version that is stored, if the newest events are among the lost ones.
  void end_at(std::uint64_t version) {
    if (version <= state.version()) return;
    events_missing += version - state.version();
    state.set_version(version);
  }
};

// Of the states the one that its aggregate's kind names.
struct Rebuilding {
  Rebuilt<v1::Incident> incident;
  Rebuilt<v1::Unit> unit;
  Rebuilt<v1::Person> person;
};

namespace {

void take(std::map<AggregateId, Rebuilding>& all, v1::AggregateKind kind, const std::string& id,
          const v1::Event& event) {
  const auto found = all.find({kind, id});
  if (found == all.end()) return;
  const std::uint64_t version = version_after(event, found->first);
  if (kind == v1::AGGREGATE_KIND_INCIDENT) found->second.incident.take(event, version);
  if (kind == v1::AGGREGATE_KIND_UNIT) found->second.unit.take(event, version);
  if (kind == v1::AGGREGATE_KIND_PERSON) found->second.person.take(event, version);
}

void take(std::map<AggregateId, Rebuilding>& all, const v1::Event& event) {
  take(all, v1::AGGREGATE_KIND_INCIDENT, event.incident_id(), event);
  take(all, v1::AGGREGATE_KIND_UNIT, event.unit_id(), event);
  for (const v1::AggregateVersion& other : event.others()) take(all, other.kind(), other.id(), event);
}

v1::Event repaired_event(const AggregateId& which, std::uint64_t version, std::uint64_t events_missing,
                         const std::string& fault, std::int64_t now_ms) {
  v1::Event event;
  event.set_at_ms(now_ms);
  event.set_actor(domain::service_meta().actor);
  if (which.kind == v1::AGGREGATE_KIND_INCIDENT) {
    event.set_incident_id(which.id);
    event.set_incident_version(version);
  } else if (which.kind == v1::AGGREGATE_KIND_UNIT) {
    event.set_unit_id(which.id);
    event.set_unit_version(version);
  } else {
    v1::AggregateVersion& changed = *event.add_others();
    changed.set_kind(which.kind);
    changed.set_id(which.id);
    changed.set_version(version);
  }
  event.mutable_record_repaired()->set_fault(fault);
  event.mutable_record_repaired()->set_events_missing(events_missing);
  return event;
}

// The state after its repair, from the version that is stored.
template <class State>
domain::Updated<State> repaired(Rebuilt<State>& rebuilt, const AggregateId& which,
                                std::uint64_t stored_version, const std::string& fault, std::int64_t now_ms,
                                domain::Change& change) {
  rebuilt.end_at(stored_version);
  const std::uint64_t version = rebuilt.state.version() + 1;
  change.events.push_back(repaired_event(which, version, rebuilt.events_missing, fault, now_ms));
  domain::apply(change.events.back(), rebuilt.state);
  return {stored_version, std::move(rebuilt.state)};
}

domain::Change change_of(Rebuilding& rebuilding, const AggregateId& which, std::uint64_t stored_version,
                         const std::string& fault, std::int64_t now_ms) {
  domain::Change change;
  if (which.kind == v1::AGGREGATE_KIND_INCIDENT) {
    change.incidents.push_back(repaired(rebuilding.incident, which, stored_version, fault, now_ms, change));
  } else if (which.kind == v1::AGGREGATE_KIND_UNIT) {
    change.units.push_back(repaired(rebuilding.unit, which, stored_version, fault, now_ms, change));
  } else {
    change.people.push_back(repaired(rebuilding.person, which, stored_version, fault, now_ms, change));
  }
  return change;
}

}  // namespace

RecordRepair::RecordRepair(boost::asio::io_context& io, EventStore& store, const runtime::Clock& clock,
                           telemetry::Metrics& metrics)
    : io_(io), store_(store), clock_(clock), metrics_(metrics), noted_(io) {
  store_.when_damaged([this](const DamagedRecord& damaged) { note(damaged); });
}

void RecordRepair::note(const DamagedRecord& damaged) {
  if (!damaged_.emplace(damaged.which(), damaged.what()).second) return;
  log::error("damaged record", {{"reason", damaged.what()}});
  ++notes_;
  noted_.wake();
}

Awaitable<void> RecordRepair::run() {
  return telemetry::run_loop(io_, metrics_, telemetry::Loop::kRecordRepair, [this] { return work(); });
}

Awaitable<void> RecordRepair::work() {
  if (notes_ == tried_) co_await noted_.wait_for(kTryAgainAfter);
  const std::uint64_t notes = notes_;
  std::map<AggregateId, std::string> faults = damaged_;
  if (!faults.empty()) co_await repair(std::move(faults));
  tried_ = notes;
}

Awaitable<void> RecordRepair::repair(std::map<AggregateId, std::string> faults) {
  std::map<AggregateId, Rebuilding> all;
  for (const auto& [which, fault] : faults) {
    all[which].incident.state.set_id(which.id);
    all[which].unit.state.set_id(which.id);
    all[which].person.state.set_id(which.id);
  }
  std::uint64_t sequence = 0;
  for (;;) {
    const std::vector<LoggedEvent> page =
        co_await store_.read_after(sequence, kPage, std::chrono::milliseconds(0));
    if (page.empty()) break;
    sequence = page.back().sequence;
    for (const LoggedEvent& logged : page) {
      if (logged.fault.empty()) take(all, logged.event);
    }
  }
  for (auto& [which, states] : all) co_await store(which, states, faults.at(which));
}

// One that cannot be repaired, because its key is of another type, does not keep the others from it.
Awaitable<void> RecordRepair::store(const AggregateId& which, Rebuilding& states, const std::string& fault) {
  std::string reason;
  try {
    const std::uint64_t stored_version = co_await store_.stored_version(which);
    const domain::Change change = change_of(states, which, stored_version, fault, clock_.now_ms());
    const bool done = co_await store_.commit(change);
    damaged_.erase(which);
    if (!done) co_return;  // others were faster; if it is damaged still, the next who reads it says so
    metrics_.record_repaired();
    const std::uint64_t events_missing = change.events.back().record_repaired().events_missing();
    log::warn("record repaired", {{"id", which.id}, {"events_missing", events_missing}});
    co_return;
  } catch (const runtime::Rejected& rejected) {
    reason = rejected.what();
  } catch (const DamagedRecord& damaged) {
    reason = damaged.what();
  }
  log::error("record cannot be repaired", {{"id", which.id}, {"reason", reason}});
}

}  // namespace turnout::event_store
