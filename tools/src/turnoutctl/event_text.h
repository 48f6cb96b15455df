// Events in words.
#pragma once

#include <string>

#include "turnout/v1/event.pb.h"

namespace turnout::turnoutctl {

// What happened, without actor and time: "car-7 en route (order 1)".
std::string describe(const v1::Event& event);

// The instant that counts: that of the stamp if the event has one, else the time of the service's decision.
std::int64_t happened_at_ms(const v1::Event& event);

// The provenance of that instant for events with a stamp: "button, server". For an arrival also whether the unit's
// position confirmed it. Empty for other events.
std::string provenance(const v1::Event& event);

}  // namespace turnout::turnoutctl
