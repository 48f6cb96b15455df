// Statistics as a sheet: one line for each group.
#pragma once

#include <string>
#include <vector>

#include "turnout/v1/records_service.pb.h"

namespace turnout::turnoutctl {

// The header line and the lines of the groups, without line ends. Durations in milliseconds, shares from 0 to 1; empty where there
// is nothing to count.
std::vector<std::string> statistics_csv(const v1::GetStatisticsRequest& request,
                                        const v1::GetStatisticsResponse& response);

}  // namespace turnout::turnoutctl
