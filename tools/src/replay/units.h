// Registers the units of a trace with the services before the first call.
#pragma once

#include <string>
#include <vector>

#include "client/services.h"
#include "trace/trace.h"

namespace turnout::replay {

struct UnitsReady {
  std::size_t known = 0;       // were already registered, and free
  std::size_t registered = 0;  // new, at the station nearest to their first call
};

// A refused registration is returned. Throws NotPlayable when a unit is on an incident or out of service.
domain::Outcome<UnitsReady> make_units_known(const client::Services& services, const v1::Settings& settings,
                                             const std::vector<trace::TraceCall>& calls);

}  // namespace turnout::replay
