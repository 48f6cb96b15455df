#include "fill.h"

#include <utility>

#include "runtime/parallel.h"

namespace turnout::bench {
namespace {

constexpr std::size_t kInFlight = 1'024;
constexpr std::size_t kShownEvery = 1'000;

struct Filling {
  event_store::EventStore& store;
  std::function<domain::Change(std::size_t)> change;
  std::function<void(std::size_t)> progress;
  std::size_t done = 0;

  static Awaitable<void> commit(Filling* filling, std::size_t nth) {
    const domain::Change change = filling->change(nth);
    const bool committed = co_await filling->store.commit(change);
    if (!committed) throw std::runtime_error("commit conflict: the incident exists already");
    if (++filling->done % kShownEvery == 0 && filling->progress) filling->progress(filling->done);
  }
};

}  // namespace

Awaitable<void> fill(boost::asio::io_context& io, event_store::EventStore& store, std::size_t count,
                     std::function<domain::Change(std::size_t)> change,
                     std::function<void(std::size_t)> progress) {
  Filling filling{store, std::move(change), std::move(progress)};
  std::function<Awaitable<void>(std::size_t)> commit = [&filling](std::size_t nth) {
    return Filling::commit(&filling, nth);
  };
  co_await runtime::in_parallel(io, count, kInFlight, std::move(commit));
}

void History::add(std::vector<v1::Event> events) {
  domain::Change change = domain::change_of(now_, events);
  for (auto& updated : change.incidents) now_.incident = std::move(updated.state);
  for (auto& updated : change.units) now_.units = {std::move(updated.state)};
  std::ranges::move(events, std::back_inserter(events_));
}

domain::Aggregates no_incident(const std::string& id) {
  domain::Aggregates nothing;
  nothing.incident.set_id(id);
  return nothing;
}

}  // namespace turnout::bench
