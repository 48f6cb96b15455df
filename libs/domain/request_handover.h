// 移交 RequestHandover: the responsible person asks another to take over.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class RequestHandoverRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::RequestHandoverRequest& request);
// Nothing changes until the other accepts. Only the responsible person may ask, and only one handover waits at
// a time.
Decision decide(const Aggregates& aggregates, const v1::RequestHandoverRequest& request,
                const Context& context);

}  // namespace turnout::domain
