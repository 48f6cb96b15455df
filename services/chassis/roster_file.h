// Reads roster.yaml: who holds which post when (值班表).
//
//   utc_offset: "+08:00"                # optional: of the city's hours and days; UTC without it
//   duties:
//     - role: station_chief             # dispatcher, shift_leader, station_chief, district_commander
//       station: chengguan              # optional: without it the post is the whole district's
//       person: P2001
//       name: 王所长                     # optional
//       hours: "08:00-20:00"            # optional: every day; over midnight if the end is earlier
//       from: 2026-01-01                # optional: the first day
//       until: 2026-02-01               # optional: the day on which it is over
//
// If several duties fit an instant, the first in the file counts.
#pragma once

#include <filesystem>

#include "chassis/city.h"
#include "turnout/v1/roster.pb.h"

namespace turnout::chassis {

// Throws geo::DataError, naming the file, the key with its line, and what is allowed; also for an unknown station
// and for the faults that domain::faults_of finds.
v1::Roster load_roster(const std::filesystem::path& file, const City& city);

}  // namespace turnout::chassis
