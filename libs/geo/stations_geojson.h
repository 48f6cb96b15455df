// Stations as GeoJSON: the inverse of parse_stations.
#pragma once

#include <string>
#include <vector>

#include "geo/stations.h"

namespace turnout::geo {

// A FeatureCollection that parse_stations reads back with its default properties: id, name, area_class,
// position (where set). One feature per line. `description` tells a human reader what the file is.
std::string stations_geojson(const std::vector<StationArea>& stations, const std::string& description);

}  // namespace turnout::geo
