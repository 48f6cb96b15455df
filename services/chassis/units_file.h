// Reads units.yaml: the initial units of a district.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "chassis/city.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::chassis {

// A registration for each unit of the file, without request ids. Throws geo::DataError naming the file, the
// line, the key and what is allowed; also for a unit given twice and an unknown station.
std::vector<v1::RegisterUnitRequest> load_units(const std::filesystem::path& file,
                                                const std::string& district, const City& city);

}  // namespace turnout::chassis
