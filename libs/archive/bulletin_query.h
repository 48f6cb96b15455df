// GetBulletin in SQL; see Archive::bulletin.
#pragma once

#include <string>

#include "archive/archive.h"
#include "archive/database.h"

namespace turnout::archive {

v1::GetBulletinResponse get_bulletin(Database& database, const BulletinWeeks& weeks,
                                     const std::string& station_id);

}  // namespace turnout::archive
