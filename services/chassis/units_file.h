// Reads units.yaml: the units that a district begins with.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "chassis/city.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::chassis {

// A registration for each unit of the file, without request ids. Throws geo::DataError naming the file, the
// line, the key and what is allowed; also for a unit given twice and a station that the city does not have.
std::vector<v1::RegisterUnitRequest> load_units(const std::filesystem::path& file,
                                                const std::string& district, const City& city);

}  // namespace turnout::chassis
