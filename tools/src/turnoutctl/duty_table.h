// Who is on duty, as rows.
#pragma once

#include <cstdint>
#include <string>

#include "text/table.h"
#include "turnout/v1/settings_service.pb.h"

namespace turnout::turnoutctl {

// One row per post: the post, its station, who holds it (red if nobody does), until when, and who then. Without a station:
// the posts that the roster has. With one: who is told of its incidents, whether its own post or the district's.
text::Table duty_table(const v1::Settings& settings, const std::string& station_id, std::int64_t now_ms);

}  // namespace turnout::turnoutctl
