// Open incidents as rows of a board or list.
#pragma once

#include <cstdint>
#include <vector>

#include "text/table.h"
#include "turnout/v1/incident.pb.h"
#include "turnoutctl/shown_names.h"

namespace turnout::turnoutctl {

// In the order given. LEFT is the time of the most pressing clock: red and negative when it is late. Address and units
// are cut last, the caller's words first: these stand in place of an address that is not known. Incidents that nobody is on say "nobody" where their units would be.
text::Table incident_table(const std::vector<const v1::IncidentSummary*>& incidents, const ShownNames& names,
                           std::int64_t now_ms);

}  // namespace turnout::turnoutctl
