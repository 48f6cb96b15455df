// What declining an order and answering a decline share.
#pragma once

#include "domain/event_builder.h"
#include "domain/require.h"

namespace turnout::domain {

Answer require_not_under_way(const v1::Order& order);
// The event that ends the order as declined.
void add_declined(EventBuilder& builder, const Aggregates& aggregates, const v1::Order& order,
                  const v1::Decline& decline);

}  // namespace turnout::domain
