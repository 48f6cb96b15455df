// What the commands of a handover share.
#pragma once

#include "domain/require.h"

namespace turnout::domain {

// `act`: what only that person may do, e.g. "hand this over".
Answer require_person(const std::string& person, const std::string& actor, const std::string& act);
// A handover waits: if `refused` for the arbiter, else for whoever was asked.
Answer require_handover_pending(const v1::Incident& incident, bool refused);

}  // namespace turnout::domain
