// FindIncidents in SQL; see Archive::find.
#pragma once

#include <string>

#include "archive/database.h"
#include "turnout/v1/records_service.pb.h"

namespace turnout::archive {

v1::FindIncidentsResponse find_incidents(Database& database, const v1::FindIncidentsRequest& request,
                                         const std::string& phone_key, std::size_t most);

}  // namespace turnout::archive
