// Reading the duty roster (值班表): who holds a post at an instant.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "turnout/v1/roster.pb.h"

namespace turnout::domain {

// Id of the person who holds the station's post, or the district's where the station has none of its own;
// empty = nobody does.
std::string on_duty(const v1::Roster& roster, v1::DutyRole role, const std::string& station_id,
                    std::int64_t now_ms);

// What is wrong with a roster, one sentence each; empty = fit.
std::vector<std::string> faults_of(const v1::Roster& roster);

}  // namespace turnout::domain
