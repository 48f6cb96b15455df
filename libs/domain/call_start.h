// When a call began, and with its first call the incident.
#pragma once

#include <cstdint>

#include "domain/decision.h"

namespace turnout::domain {

// The call as it is kept: with what the server says of it.
v1::Call received(v1::Call call, const Context& context);
// When a kept call began: as it says, else its receipt; never later than that, however fast the client's clock is.
std::int64_t start_of(const v1::Call& call);
// When the call says that it was answered, else its ring; 0 = it says neither.
std::int64_t said_start_ms(const v1::Call& call);

}  // namespace turnout::domain
