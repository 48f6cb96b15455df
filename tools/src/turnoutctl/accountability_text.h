// Text for events about deadlines, ladders, handovers and adjudicated times.
#pragma once

#include <string>

#include "turnout/v1/event.pb.h"
#include "turnout/v1/record.pb.h"
#include "turnout/v1/time_zone.pb.h"

namespace turnout::turnoutctl {

// "station chief P2001", "station chief (nobody on duty)"
std::string post(v1::DutyRole role, const std::string& person);

// "周所长, station chief", "nobody on duty, station chief": for a cell, which is cut at its end.
std::string person_in_post(const std::string& person, v1::DutyRole role);

// "station chief 所长"
std::string post_name(v1::DutyRole role);

// "turnout", "acknowledge (order 2)"
std::string clock_name(v1::ClockKind kind, std::uint32_t order_number);

// Whose a passed deadline was: "turnout by 3:12: P1001 answered for it at the deadline". A clock of an order is its own unit's,
// whoever answered for the incident: "acknowledge (order 2) by 0:30: P1007 of CG4".
std::string late_text(const v1::Attribution& late);

// What happened, without who and when; empty for events of other things. Times are shown in the zone.
std::string describe_accountability(const v1::Event& event, const v1::TimeZone& zone);

}  // namespace turnout::turnoutctl
