// The units of the city file are known from the start.
#pragma once

#include <vector>

#include "chassis/district.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {

// Registers every unit that the district does not know yet or knows otherwise. One that has an order keeps
// what it has until the next start.
Awaitable<void> register_city_units(chassis::District& district, std::vector<v1::RegisterUnitRequest> units);

}  // namespace turnout::dispatch
