// The refusals that several commands share, each a question with one answer. Asked in the order of
// RefusalReason.
#pragma once

#include <string>

#include "domain/aggregates.h"
#include "domain/outcome.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::domain {

// The answer of a question: nothing, or the refusal.
using Answer = Outcome<void>;

Answer require_known(const v1::Incident& incident, const std::string& asked_id);
Answer require_known(const v1::Unit* unit, const std::string& asked_id);
Answer require_open(const v1::Incident& incident);
// The unit has no order: only then its status, details or crew may change.
Answer require_idle(const v1::Unit& unit);
// No unit is on it any more.
Answer require_no_units(const v1::Incident& incident);
// `order` as found for the unit on the incident.
Answer require_order(const v1::Order* order, const std::string& unit_id);
Answer require_active(const v1::Order& order);
// The unit's active order on the incident; refuses what is unknown, and an order that has ended.
Outcome<const v1::Order*> require_active_order(const Aggregates& aggregates, const std::string& incident_id,
                                               const std::string& unit_id);
// The unit may be sent to this incident, and the incident holds one more order.
Answer require_free(const v1::Unit& unit, const v1::Incident& incident);
Answer require_room(const v1::Incident& incident);

}  // namespace turnout::domain

// Returns the refusal of a question from the enclosing decision. One statement: an `else` after it does not compile.
#define TURNOUT_REQUIRE(question)                                                            \
  do {                                                                                       \
    if (auto answer = (question); !answer) return tl::unexpected(std::move(answer.error())); \
  } while (false)
