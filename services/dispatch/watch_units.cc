#include "dispatch/watch_units.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "chassis/command.h"
#include "domain/station_watch.h"

namespace turnout::dispatch {
namespace {

constexpr std::chrono::seconds kPublishEvery{1};

v1::WatchUnitsResponse message_of(const v1::Unit& unit, const domain::LastPositions& last_positions) {
  v1::WatchUnitsResponse message;
  *message.mutable_unit() = chassis::shown(domain::with_last_position(unit, last_positions));
  return message;
}

}  // namespace

bool UnitChanges::may_concern(const v1::Event& event) const {
  return event.unit_version() != 0;
}

std::vector<std::pair<UnitChanges::Message, UnitChanges::Audience>> UnitChanges::messages_of(
    const event_store::Entry& entry) const {
  std::vector<std::pair<Message, Audience>> messages;
  if (!entry.unit) return messages;
  messages.emplace_back(message_of(*entry.unit, last_positions),
                        Audience{.station_id = entry.unit->details().station_id(),
                                 .any_station = domain::may_change_station(*entry.event)});
  return messages;
}

bool UnitChanges::includes(const Audience& audience, const Filter& station_id) const {
  return station_id.empty() || audience.any_station || audience.station_id == station_id;
}

Awaitable<void> MovePublisher::run() {
  boost::asio::steady_timer timer(io_);
  for (;;) {
    timer.expires_after(kPublishEvery);
    co_await timer.async_wait(boost::asio::use_awaitable);
    publish_moves();
  }
}

void MovePublisher::publish_moves() {
  if (topic_.has_watchers()) {
    for (const std::string& unit_id : moved_) {
      const event_store::UnitState unit = district_.view.unit(unit_id);
      if (!unit) continue;
      topic_.publish(message_of(*unit, district_.last_positions),
                     {.station_id = unit->details().station_id(), .any_station = false});
    }
  }
  moved_.clear();
}

}  // namespace turnout::dispatch
