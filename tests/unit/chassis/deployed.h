// The files of deploy/city/ that these tests load.
#pragma once

namespace turnout::chassis {

inline constexpr const char* kDeployedStations = TURNOUT_SOURCE_DIR "/deploy/city/stations.geojson";

}  // namespace turnout::chassis
