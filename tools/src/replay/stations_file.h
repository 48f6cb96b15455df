// Jurisdictions of any GeoJSON as the services read them.
#pragma once

#include <filesystem>

#include "geo/stations.h"

namespace turnout::replay {

// Reads `from` with the map's meaning of its properties, and writes `to` with the properties id, name and
// area_class. Throws geo::DataError; std::runtime_error when `to` cannot be written.
void write_stations(const std::filesystem::path& from, const geo::StationProperties& properties,
                    const std::filesystem::path& to);

}  // namespace turnout::replay
