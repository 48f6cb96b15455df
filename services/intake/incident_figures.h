// Figures of the open incidents: how many there are per station, how many are overdue, unassigned or at risk, and their
// ages; and the clocks for which operations are paged.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <map>
#include <string>

#include "event_store/district_view.h"
#include "runtime/awaitable.h"
#include "telemetry/metrics.h"

namespace turnout::intake {

// An incident is unassigned while its policy has a limit for sending a unit (the assign clock) and no unit is on it or
// has finished there.
Awaitable<telemetry::OpenIncidents> figures_of(boost::asio::io_context& io,
                                               const std::map<std::string, event_store::IncidentState>& open,
                                               std::int64_t now_ms);

}  // namespace turnout::intake
