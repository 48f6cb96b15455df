// 反馈 ReportDisposition: what was found and done.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class ReportDispositionRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::ReportDispositionRequest& request);
// Refuses an unknown or ended incident.
Decision decide(const Aggregates& aggregates, const v1::ReportDispositionRequest& request,
                const Context& context);

}  // namespace turnout::domain
