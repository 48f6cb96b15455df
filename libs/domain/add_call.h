// AddCall: the same incident rings again.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class AddCallRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::AddCallRequest& request);
// Refuses an unknown incident; never one call too many.
Decision decide(const Aggregates& aggregates, const v1::AddCallRequest& request, const Context& context);

}  // namespace turnout::domain
