#include <algorithm>
#include <chrono>
#include <map>

#include "dispatch/verbs.h"
#include "domain/station_watch.h"
#include "event_store/watcher.h"

namespace turnout::dispatch {
namespace {

constexpr std::chrono::seconds kLookForMovesEvery{1};

// What one console has been told, and what is news to it.
class Console {
 public:
  Console(const District& district, std::string station_id)
      : district_(district), station_id_(std::move(station_id)) {
    for (const auto& [id, fix] : district_.positions.heard()) told_[id] = fix.at_ms();
  }

  bool is_asked_for(const event_store::Entry& entry) const {
    return entry.unit &&
           domain::concerns_station(*entry.event, entry.unit->details().station_id(), station_id_);
  }

  // The unit at its newest position, which is told with it.
  v1::WatchUnitsResponse message(std::uint64_t sequence, const v1::Unit& unit) {
    v1::WatchUnitsResponse response;
    response.set_cursor(event_store::cursor_of(sequence));
    *response.mutable_unit() = domain::where_it_is(unit, district_.positions.heard());
    told_[unit.id()] = response.unit().position_at_ms();
    return response;
  }

  // Units that have moved since they were told of.
  std::vector<event_store::UnitState> moved() const {
    std::vector<event_store::UnitState> units;
    for (const auto& [id, fix] : district_.positions.heard()) {
      const auto told = told_.find(id);
      if (told != told_.end() && told->second >= fix.at_ms()) continue;
      const auto unit = district_.view.units().find(id);
      if (unit != district_.view.units().end() && is_of_its_station(*unit->second)) {
        units.push_back(unit->second);
      }
    }
    return units;
  }

 private:
  bool is_of_its_station(const v1::Unit& unit) const {
    return station_id_.empty() || unit.details().station_id() == station_id_;
  }

  const District& district_;
  const std::string station_id_;
  std::map<std::string, std::int64_t> told_;  // by unit: when it was where it was last told to be
};

}  // namespace

Awaitable<Outcome<rpc::Done>> watch_units(District& district, v1::WatchUnitsRequest request,
                                          rpc::StreamWriter<v1::WatchUnitsResponse> writer) {
  const auto sequence = event_store::sequence_of(request.cursor(), district.tail);
  if (!sequence) co_return tl::unexpected(sequence.error());
  event_store::Watcher watcher(district.store, district.tail, district.metrics, *sequence);
  Console console(district, request.station_id());
  auto look_at = std::chrono::steady_clock::now() + kLookForMovesEvery;
  for (;;) {
    const auto left = std::max(look_at - std::chrono::steady_clock::now(), std::chrono::nanoseconds(0));
    const auto entries = co_await watcher.next(left);
    if (!entries) co_return tl::unexpected(entries.error());
    for (const event_store::Entry& entry : *entries) {
      if (!console.is_asked_for(entry)) continue;
      const bool written = co_await writer.write(console.message(entry.sequence, *entry.unit));
      if (!written) co_return rpc::Done();
    }
    if (std::chrono::steady_clock::now() < look_at) continue;
    look_at = std::chrono::steady_clock::now() + kLookForMovesEvery;
    for (const event_store::UnitState& unit : console.moved()) {
      const bool written = co_await writer.write(console.message(watcher.sequence(), *unit));
      if (!written) co_return rpc::Done();
    }
  }
}

}  // namespace turnout::dispatch
