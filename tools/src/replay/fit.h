// Whether a trace can be played through services: do they mean the same city, clock and policy? Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/stations.h"
#include "trace/trace.h"
#include "turnout/v1/settings_service.pb.h"

namespace turnout::replay {

// No place of a call may lie farther than this from every station.
inline constexpr double kNearCityM = 50'000;

// The first thing that does not fit, as a sentence; nothing if all does. `speed` as it was asked for;
// `jurisdictions` as of the trace's map.
std::optional<std::string> misfit(const v1::Settings& settings, double speed,
                                  const geo::StationProperties& jurisdictions,
                                  const std::vector<trace::TraceCall>& calls);

// The station whose position is nearest; the city's first for a place that is not known. `settings` has at
// least one.
const v1::Station& nearest_station(const v1::Settings& settings, const std::optional<v1::Position>& place);

}  // namespace turnout::replay
