// GetStatistics in SQL; see Archive::statistics.
#pragma once

#include "archive/database.h"
#include "turnout/v1/records_service.pb.h"

namespace turnout::archive {

v1::GetStatisticsResponse get_statistics(Database& database, const v1::GetStatisticsRequest& request);

}  // namespace turnout::archive
