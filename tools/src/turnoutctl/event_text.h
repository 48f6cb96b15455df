// Events in words. Times are shown in the zone.
#pragma once

#include <string>

#include "turnout/v1/event.pb.h"
#include "turnout/v1/time_zone.pb.h"

namespace turnout::turnoutctl {

// What happened, without who and when: "car-7 en route (order 1)".
std::string describe(const v1::Event& event, const v1::TimeZone& zone);

// The instant that counts: that of the stamp if the event has one, else the time of the service's decision.
std::int64_t happened_at_ms(const v1::Event& event);

// Where that instant comes from, for events with a stamp: "button, server", of an
// arrival also whether the unit's position showed it; else empty.
std::string provenance(const v1::Event& event, const v1::TimeZone& zone);

}  // namespace turnout::turnoutctl
