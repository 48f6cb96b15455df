// Fills a district: what commands decide, committed directly, many at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "domain/commands.h"
#include "event_store/event_store.h"
#include "sample_report.h"
#include "testing/default_rules.h"

namespace boost::asio {
class io_context;
}

namespace turnout::bench {

// Commits change(0), change(1), … in this order, 1,024 in flight; says now and then how many are done. A change may build on
// the one before. Throws what the store throws.
Awaitable<void> fill(boost::asio::io_context& io, event_store::EventStore& store, std::size_t count,
                     std::function<domain::Change(std::size_t nth)> change,
                     std::function<void(std::size_t done)> progress = {});

// One incident, and perhaps one unit, through several commands that go into one commit.
class History {
 public:
  History(domain::Aggregates begin, const v1::Policy& policy) : begin_(std::move(begin)), policy_(policy) {}

  // Decides a command at this time; throws std::runtime_error if it is refused.
  template <class Request>
  History& run(const Request& request, std::int64_t now_ms) {
    const domain::Context context{
        .now_ms = now_ms,
        .policy = policy_,
        .roster = nobody_,
        .jurisdiction = {"chengguan", v1::STATION_BASIS_POLYGON, v1::AREA_CLASS_URBAN},
        .meta = domain::request_meta_of(request, kFingerprintSecret)};
    domain::Decision events = domain::decide(now_, request, context);
    if (!events) throw std::runtime_error(request.GetTypeName() + ": " + events.error().message());
    add(std::move(*events));
    return *this;
  }

  // All of it.
  domain::Change change() const { return domain::change_of(begin_, events_); }
  const domain::Aggregates& now() const { return now_; }

 private:
  void add(std::vector<v1::Event> events);

  domain::Aggregates begin_;
  domain::Aggregates now_ = begin_;
  std::vector<v1::Event> events_;
  const v1::Policy& policy_;
  v1::Roster nobody_ = {};
};

// An incident that does not exist yet.
domain::Aggregates no_incident(const std::string& id);

}  // namespace turnout::bench
