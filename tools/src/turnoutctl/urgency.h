// The urgency of incidents and clocks.
#pragma once

#include <cstdint>

#include "text/style.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::turnoutctl {

// The order on a board: by the deadline of the most urgent clock; incidents without a running clock last; then by id.
bool more_urgent(const v1::IncidentSummary* a, const v1::IncidentSummary* b);

// True if the deadline of a running clock has passed.
bool is_late(const v1::Clock& clock, std::int64_t now_ms);
// True if any running clock is late.
bool has_late_clock(const v1::IncidentSummary& incident, std::int64_t now_ms);

// Green; yellow when less than a quarter of the limit is left; red when late.
text::Style clock_style(const v1::Clock& clock, std::int64_t now_ms);

}  // namespace turnout::turnoutctl
