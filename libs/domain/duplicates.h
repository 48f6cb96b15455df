// Incidents that are the same as another.
#pragma once

#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// By the instant of the report and then by id: an order that nothing changes. Of two the earlier one is kept.
bool is_earlier(const v1::Incident& one, const v1::Incident& other);

}  // namespace turnout::domain
