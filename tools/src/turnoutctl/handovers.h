// Handovers that wait for an answer.
#pragma once

#include <string>
#include <vector>

#include "text/table.h"
#include "turnoutctl/session.h"
#include "turnoutctl/shown_names.h"

namespace turnout::turnoutctl {

// The open incidents whose handover waits for an answer; of one station only, unless it is empty.
std::vector<v1::Incident> with_handover(const v1::ListIncidentsRequest& request, Session& session);

// In the order given: how long it waits, for whom, who asked, and why. Every incident must have a handover.
text::Table handover_table(const std::vector<v1::Incident>& incidents, const ShownNames& names,
                           std::int64_t now_ms);

}  // namespace turnout::turnoutctl
