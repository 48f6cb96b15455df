// Registers the units of the city file at the start.
#pragma once

#include <vector>

#include "chassis/district.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {

// Registers every unit that the district does not know yet or knows with other details. A unit with an order keeps its
// details until the next start.
Awaitable<void> register_city_units(chassis::District& district, std::vector<v1::RegisterUnitRequest> units);

}  // namespace turnout::dispatch
