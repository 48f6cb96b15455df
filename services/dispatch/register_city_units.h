// Brings the units of the district into line with the city's file, at the start.
#pragma once

#include <boost/asio/io_context.hpp>
#include <vector>

#include "chassis/district.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {

using CityUnits = std::vector<v1::RegisterUnitRequest>;

// Registers every unit that the district does not know yet or knows with other details. A unit with an order keeps its
// details until the next start. A unit that had left the file and is in it again is available again.
Awaitable<void> register_city_units(chassis::District& district, const CityUnits& units);

// Takes the units that were of the file and are no longer in it out of service; one with an order when it has none any more.
// While the store cannot be reached, it backs off, counts, logs and tries again.
Awaitable<void> withdraw_units_that_left(boost::asio::io_context& io, chassis::District& district,
                                         CityUnits units);

}  // namespace turnout::dispatch
