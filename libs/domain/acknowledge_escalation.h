// AcknowledgeEscalation: a named person has taken notice of a passed deadline and acts; its ladder stops.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class AcknowledgeEscalationRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::AcknowledgeEscalationRequest& request);
// Refuses an escalation that was never raised or was acknowledged before.
Decision decide(const Aggregates& aggregates, const v1::AcknowledgeEscalationRequest& request,
                const Context& context);

}  // namespace turnout::domain
