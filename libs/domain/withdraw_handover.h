// WithdrawHandover: the officer who asked for a handover wants it no longer.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class WithdrawHandoverRequest;
}  // namespace turnout::v1

namespace turnout::domain {

Outcome<void> validate(const v1::WithdrawHandoverRequest& request);

Decision decide(const Aggregates& aggregates, const v1::WithdrawHandoverRequest& request,
                const Context& context);

}  // namespace turnout::domain
