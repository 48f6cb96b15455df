// Converts jurisdictions of any GeoJSON to the form that the services read.
#pragma once

#include <filesystem>

#include "geo/stations.h"

namespace turnout::replay {

// Reads `from` with the properties that the map names, and writes `to` with the properties id, name and
// area_class. Throws geo::DataError; std::runtime_error when `to` cannot be written.
void write_stations(const std::filesystem::path& from, const geo::StationProperties& properties,
                    const std::filesystem::path& to);

}  // namespace turnout::replay
