// AddNote: a remark in the incident's record.
#pragma once

#include "domain/decision.h"

namespace turnout::v1 {
class AddNoteRequest;
}

namespace turnout::domain {

Outcome<void> validate(const v1::AddNoteRequest& request);
// Refuses an unknown incident.
Decision decide(const Aggregates& aggregates, const v1::AddNoteRequest& request, const Context& context);

}  // namespace turnout::domain
