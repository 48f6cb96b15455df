// Reassigning an order that no unit takes: it was not acknowledged in time, or declined. Dispatch decides this unasked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/decision.h"

namespace turnout::domain {

// The order that another unit is to take over: the policy wants it reassigned automatically, nothing has been done about it
// yet, and turnout can still be saved.
std::optional<std::uint32_t> order_to_reassign(const v1::Incident& incident);
// How many orders in a row were reassigned automatically, up to this one.
std::uint32_t reassignments_before(const v1::Incident& incident, std::uint32_t order);

struct Reassignment {
  std::string unit_id;  // the unit to be sent; empty = none can go: people are told at once
  std::string reason;   // why none can
};
// Sends another unit in one step. aggregates.units holds that unit and the unit of the order, if the order is active. People are
// told instead once the policy's bound is reached. No events if there is nothing to reassign (the hint was stale).
Decision decide_reassignment(const Aggregates& aggregates, const Reassignment& reassignment,
                             const Context& context);

}  // namespace turnout::domain
