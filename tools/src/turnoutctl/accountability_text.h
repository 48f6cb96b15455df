// Text for events about deadlines, ladders, handovers and adjudicated times.
#pragma once

#include <string>

#include "turnout/v1/event.pb.h"
#include "turnout/v1/time_zone.pb.h"

namespace turnout::turnoutctl {

// "station chief P2001", "station chief (nobody on duty)"
std::string post(v1::DutyRole role, const std::string& person);

// "turnout", "acknowledge (order 2)"
std::string clock_name(v1::ClockKind kind, std::uint32_t order_number);

// What happened, without who and when; empty for events of other things. Times are shown in the zone.
std::string describe_accountability(const v1::Event& event, const v1::TimeZone& zone);

}  // namespace turnout::turnoutctl
