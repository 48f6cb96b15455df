// Time zones by name, from this machine's time zone database (Debian's package tzdata).
#pragma once

#include <optional>
#include <string>

#include "turnout/v1/time_zone.pb.h"

namespace turnout::time_zones {

// The zone with all its clock changes from 1970 on that the database lists, today up to 2037. Nothing for a
// name that the database does not know. Throws std::runtime_error if there is no database.
std::optional<v1::TimeZone> find_time_zone(const std::string& name);

}  // namespace turnout::time_zones
