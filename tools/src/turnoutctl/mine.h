// The incidents that concern one person.
#pragma once

#include <string>
#include <vector>

#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::turnoutctl {

// What tells whom an incident concerns.
struct Concerned {
  const std::vector<v1::Unit>& units;
  const std::vector<v1::RaisedEscalation>& escalations;  // unanswered
};

// True if the person answers for the incident, has signed an order of it, is aboard a unit that is on it, or was told last of
// an escalation of it that nobody has answered.
inline constexpr const char* kMineMeaning =
    "only what concerns you: you answer for it, are on it, or were told last of an unanswered escalation of "
    "it";
bool concerns(const v1::IncidentSummary& incident, const std::string& person, const Concerned& by);

}  // namespace turnout::turnoutctl
