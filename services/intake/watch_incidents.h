// WatchIncidents: every change to every incident, as messages that all watchers share.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "event_store/watch_topic.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::intake {

struct IncidentChanges {
  using Filter = std::string;  // station id; empty = all stations
  using Message = v1::WatchIncidentsResponse;
  struct Audience {
    std::string station_id;
    bool any_station = false;  // the incident may have left the watched station
  };

  bool may_concern(const v1::Event& event) const;
  std::vector<std::pair<Message, Audience>> messages_of(const event_store::Entry& entry) const;
  bool includes(const Audience& audience, const Filter& station_id) const;
};

using IncidentTopic = event_store::WatchTopic<IncidentChanges>;

}  // namespace turnout::intake
