// Who is told of an event when people watch one station.
#pragma once

#include <string>

#include "turnout/v1/event.pb.h"

namespace turnout::domain {

// An amendment or a handover may give an incident, a registration a unit, to another station.
bool may_change_station(const v1::Event& event);

// Whether a watcher of `watched` (empty = of all stations) is told of the event, after which its incident or
// unit is of station `now`. Also of one that may have left the watched station, or it would stay on that
// board for good.
bool concerns_station(const v1::Event& event, const std::string& now, const std::string& watched);

}  // namespace turnout::domain
