// The urgency of incidents and clocks.
#pragma once

#include <cstdint>

#include "text/style.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::turnoutctl {

// The order on a board and in lists: incidents with a late clock first, then the others. Of each, those that nobody is
// on come first; then by the deadline of the most pressing clock; incidents without a running clock last; then by id.
struct MoreUrgent {
  std::int64_t now_ms = 0;
  bool operator()(const v1::IncidentSummary* a, const v1::IncidentSummary* b) const;
};

// True if the deadline of a running clock has passed.
bool is_late(const v1::Clock& clock, std::int64_t now_ms);
// True if any running clock is late.
bool has_late_clock(const v1::IncidentSummary& incident, std::int64_t now_ms);
// True if it is open, has no result, and nobody is on it.
bool is_unattended(const v1::IncidentSummary& incident);

// Green; yellow when less than a quarter of the limit is left; red when late.
text::Style clock_style(const v1::Clock& clock, std::int64_t now_ms);

}  // namespace turnout::turnoutctl
