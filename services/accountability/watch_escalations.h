// WatchEscalations: every level, acknowledgement, change of station and end of an escalation.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "event_store/watch_topic.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {

struct EscalationChanges {
  struct Filter {
    std::string station_id;  // empty = all stations
    v1::DutyRole role =
        v1::DUTY_ROLE_UNSPECIFIED;  // escalations of which this post was told; UNSPECIFIED = any
  };
  struct Audience {
    std::string station_id;
    bool any_station = false;      // the incident may have left the watched station
    std::set<v1::DutyRole> roles;  // the posts that were told
  };
  using Message = v1::WatchEscalationsResponse;

  bool may_concern(const v1::Event& event) const;
  std::vector<std::pair<Message, Audience>> messages_of(const event_store::Entry& entry) const;
  bool includes(const Audience& audience, const Filter& filter) const;
};

using EscalationTopic = event_store::WatchTopic<EscalationChanges>;

}  // namespace turnout::accountability
