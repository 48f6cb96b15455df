// When a duty roster changes.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "domain/local_time.h"
#include "turnout/v1/roster.pb.h"

namespace turnout::turnoutctl {

// The local day of an instant, in the roster's time zone.
domain::LocalDay day_of(std::int64_t at_ms, const v1::Roster& roster);

// The days on which duties of the roster begin to hold or no longer begin.
std::set<domain::LocalDay> days_of_change(const v1::Roster& roster);

// Every instant of these days at which somebody else may hold a post.
std::set<std::int64_t> changes_on(const std::set<domain::LocalDay>& days, const v1::Roster& roster);

// The first instant after now at which another person, or nobody, holds the station's post; 0 = the roster knows none.
// An empty station is the district.
std::int64_t held_until_ms(const v1::Roster& roster, v1::DutyRole role, const std::string& station_id,
                           std::int64_t now_ms);

}  // namespace turnout::turnoutctl
