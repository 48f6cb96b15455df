// Reads policy.yaml.
//
//   version: "2026-01"
//   accept_imported_times: false        # optional
//   limits:
//     - clock: turnout                  # assign, acknowledge, turnout, arrival, disposition
//       area: urban                     # optional: urban, suburban, rural
//       priority: emergency             # optional: emergency, urgent, routine
//       limit: 5 min                    # a number and s, min, h or d
//       source: "where the figure comes from"
//   travel_speeds:
//     - { area: urban, speed_kmh: 30, source: "…" }
#pragma once

#include <filesystem>
#include <set>

#include "turnout/v1/policy.pb.h"

namespace turnout::host {

// Throws geo::DataError, naming the file, the key with its line, and what is allowed; also if the policy is
// not fit for a city with these area classes (domain::faults_of).
v1::Policy load_policy(const std::filesystem::path& file, const std::set<v1::AreaClass>& areas);

}  // namespace turnout::host
