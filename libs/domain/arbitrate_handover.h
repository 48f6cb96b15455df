// ArbitrateHandover: the arbiter decides a handover that was refused.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class ArbitrateHandoverRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::ArbitrateHandoverRequest& request);
// Only the post's holder may decide; anybody, where nobody holds it.
Decision decide(const Aggregates& aggregates, const v1::ArbitrateHandoverRequest& request,
                const Context& context);

}  // namespace turnout::domain
