// Whether a unit was where it said it had arrived.
#pragma once

#include "domain/decision.h"

namespace turnout::domain {

// Compares the unit's position, as the stamp says it or else as it was last known and still fresh, with the
// place, and notes both in the stamp. A unit's base is no position.
void check_scene(const v1::Place& place, const v1::Unit& unit, const Context& context, v1::Stamp& stamp);

}  // namespace turnout::domain
