// Reads roster.yaml: who holds which post when (值班表).
//
//   time_zone: Asia/Shanghai            # optional: the city's, the same as the policy's; UTC without it
//   duties:
//     - role: station_chief             # dispatcher, shift_leader, station_chief, district_commander
//       station: chengguan              # optional: without it the post is the whole district's
//       person: P2001
//       name: 王所长                     # optional
//       hours: "08:00-20:00"            # optional: every day; over midnight if the end is earlier
//       from: 2026-01-01                # optional: the first day on which it begins
//       until: 2026-02-01               # optional: the day on which it no longer begins
//
// Of the duties that fit an instant the first in the file counts. Hours over midnight belong to the day on
// which they begin: "20:00-08:00" with `until: 2026-02-01` ends on that day at 08:00. Where the city's clock
// skips a time, a duty begins or ends with the skip; where it shows a time twice, the first time.
#pragma once

#include <filesystem>

#include "chassis/city.h"
#include "turnout/v1/roster.pb.h"

namespace turnout::chassis {

// Throws geo::DataError, naming the file, the key with its line, and what is allowed; also for an unknown station
// and for the faults that domain::faults_of finds.
v1::Roster load_roster(const std::filesystem::path& file, const City& city);

}  // namespace turnout::chassis
