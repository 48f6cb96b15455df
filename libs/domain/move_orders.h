// Orders that move between an incident and its duplicate, with their times.
#pragma once

#include "domain/event_builder.h"
#include "domain/require.h"

namespace turnout::domain {

// An active order of `from` that goes on as an order of `to`.
struct OrderMove {
  const v1::Incident& from;
  const v1::Order& order;
  const v1::Unit& unit;
  const v1::Incident& to;
  std::uint32_t number;    // of the order in `to`
  bool from_ends = false;  // in the same commit
};

// Ends the order, gives the unit an order of the other incident, and reports there what was reported here.
void move_order(EventBuilder& builder, const OrderMove& move);

// `count` orders fit into the incident beside those that it has; else the refusal says how many to recall first.
Answer require_room_for(std::size_t count, const v1::Incident& from, const v1::Incident& to);

}  // namespace turnout::domain
