// WatchUnits: every change of a unit, and the position of units that move, at most once a second.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "chassis/district.h"
#include "event_store/watch_topic.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {

struct UnitChanges {
  using Filter = std::string;  // station id; empty = all stations
  using Message = v1::WatchUnitsResponse;
  struct Audience {
    std::string station_id;
    bool any_station = false;  // the unit may have left the watched station
  };

  const domain::LastPositions& last_positions;

  bool may_concern(const v1::Event& event) const;
  std::vector<std::pair<Message, Audience>> messages_of(const event_store::Entry& entry) const;
  bool includes(const Audience& audience, const Filter& station_id) const;
};

using UnitTopic = event_store::WatchTopic<UnitChanges>;

// Publishes the units that have moved, once a second.
class MovePublisher {
 public:
  MovePublisher(boost::asio::io_context& io, chassis::District& district, UnitTopic& topic)
      : io_(io), district_(district), topic_(topic) {}

  void note_move(const std::string& unit_id) { moved_.insert(unit_id); }
  // Runs until cancelled.
  Awaitable<void> run();

 private:
  void publish_moves();

  boost::asio::io_context& io_;
  chassis::District& district_;
  UnitTopic& topic_;
  std::set<std::string> moved_;
};

}  // namespace turnout::dispatch
