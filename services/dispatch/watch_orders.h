// WatchOrders: the terminals' stream. Each change of a unit, and of its incident what its crew must know.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "chassis/district.h"
#include "event_store/watch_topic.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {

struct OrderChanges {
  using Filter = std::string;    // unit id
  using Audience = std::string;  // unit id
  using Message = v1::WatchOrdersResponse;

  const event_store::DistrictView& view;
  event_store::EventStore& store;

  // The active order of a unit that is known, or that there is none.
  Awaitable<Message> standing(Filter unit_id) const;
  std::vector<std::pair<Message, Audience>> messages_of(const event_store::Entry& entry) const;
  bool includes(const Audience& audience, const Filter& unit_id) const { return audience == unit_id; }
};

using OrderTopic = event_store::WatchTopic<OrderChanges>;

// Begins with the active order, or says that there is none, unless the request resumes from a cursor that is not far behind.
Awaitable<domain::Outcome<rpc::Done>> watch_orders(chassis::District& district, OrderTopic& topic,
                                                   v1::WatchOrdersRequest request, OrderTopic::Writer writer);

}  // namespace turnout::dispatch
