// Who answers for an incident (首接责任制): exactly one person at every instant, without a gap.
#pragma once

#include <cstdint>
#include <string>

#include "turnout/v1/event.pb.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// From `since_ms` on `officer` answers. Never earlier than the one before began: what an offline terminal
// reports late moves nobody else's time.
void make_responsible(v1::Incident& incident, const std::string& officer, v1::ResponsibleBasis basis,
                      std::int64_t since_ms);
// The first officer who signs takes over from whoever received the call; after a handover nobody does by
// signing.
void take_over_by_signature(v1::Incident& incident, const std::string& officer, std::int64_t at_ms);

// Who answered at this instant.
const v1::Responsible& responsible_at(const v1::Incident& incident, std::int64_t at_ms);

// What the events of a handover do; nothing for any other event. Used by `apply`.
void apply_to_responsible(const v1::Event& event, v1::Incident& incident);

}  // namespace turnout::domain
