// Events that people who watch another station must hear of too.
#pragma once

#include "turnout/v1/event.pb.h"

namespace turnout::domain {

// An amendment, a merge or a handover may give an incident, a registration a unit, to another station: whoever watches the one that
// it may have left must hear of it, or it would stay on that board for good.
bool may_change_station(const v1::Event& event);

}  // namespace turnout::domain
