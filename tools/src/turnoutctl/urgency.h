// Which incident needs somebody first.
#pragma once

#include <cstdint>
#include <vector>

#include "text/style.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::turnoutctl {

// The running clock that counts most: turnout, else the one that is due first; nullptr if none runs.
const v1::Clock* leading_clock(const v1::Incident& incident);

// The other running clocks, the one that is due first in front.
std::vector<const v1::Clock*> other_clocks(const v1::Incident& incident);

// The order of a board: turnout clocks by time left, then other running clocks by time left, then none; then
// by id.
bool more_urgent(const v1::Incident& a, const v1::Incident& b);

// True if the deadline of a running clock has passed.
bool is_late(const v1::Clock& clock, std::int64_t now_ms);
// True if any running clock is late.
bool has_late_clock(const v1::Incident& incident, std::int64_t now_ms);

// Green; yellow when less than a quarter of the limit is left; red when late.
text::Style clock_style(const v1::Clock& clock, std::int64_t now_ms);

}  // namespace turnout::turnoutctl
