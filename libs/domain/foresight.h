// What predictions may say of an incident's clocks.
#pragma once

#include "domain/decide.h"

namespace turnout::domain {

// True if the incident does not know it yet: late once for each clock, and once more in time again. Only of a
// clock that runs and whose deadline is still to come.
bool is_news(const v1::Incident& incident, const Foresight& foresight, std::int64_t now_ms);

}  // namespace turnout::domain
