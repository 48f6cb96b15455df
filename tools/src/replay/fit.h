// Checks whether a trace fits the services' city, clock and policy. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/stations.h"
#include "trace/trace.h"
#include "turnout/v1/settings_service.pb.h"

namespace turnout::replay {

// Every call must lie within this distance of a station.
inline constexpr double kNearCityM = 50'000;

// A sentence about the first thing that does not fit; nothing if everything fits. `speed`: of the replay's option;
// `jurisdictions`: of the trace's map.
std::optional<std::string> misfit(const v1::Settings& settings, double speed,
                                  const geo::StationProperties& jurisdictions,
                                  const std::vector<trace::TraceCall>& calls);

// The station with the nearest position; the city's first station for an unknown place. `settings` must have at
// least one.
const v1::Station& nearest_station(const v1::Settings& settings, const std::optional<v1::Position>& place);

}  // namespace turnout::replay
