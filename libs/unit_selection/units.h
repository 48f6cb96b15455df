// The units of a district.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "turnout/v1/unit.pb.h"

namespace turnout::unit_selection {

using Units = std::map<std::string, std::shared_ptr<const v1::Unit>>;  // by id

}  // namespace turnout::unit_selection
