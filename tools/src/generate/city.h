// The demonstration city: an invented county with a town in the middle.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/stations.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::generate {

inline constexpr std::uint64_t kCitySeed = 1;  // of the city in deploy/city

struct City {
  std::vector<geo::StationArea> stations;
  std::vector<v1::Unit> units;  // id and details, without the district
};

// Ten stations whose jurisdictions tile the county without gaps (three in the town, three around it, four in
// the country) and forty units that wait near their stations. The seed bends the boundaries and moves the
// units.
City make_city(std::uint64_t seed);

// The files that the services read: deploy/city/stations.geojson and units.yaml.
std::string stations_file(const City& city);
std::string units_file(const City& city);

}  // namespace turnout::generate
