#include <fmt/format.h>

#include "client/incident_id.h"
#include "client/words.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/stream.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

std::string order_line(const v1::WatchOrdersResponse& response) {
  if (!response.has_order()) {
    return fmt::format("{} {}, no order", response.unit().id(), client::word(response.unit().status()));
  }
  const v1::IncidentSummary& incident = response.incident();
  const std::string about =
      joined(joined(order_state(response.order()), incident.type()), incident.place().address().text());
  return fmt::format("order {} for {}: {}", response.order().number(), client::short_id(incident.id()),
                     about);
}

void watch_orders(v1::WatchOrdersRequest& request, Session& session) {
  const auto begin_with_active_order = [](const v1::WatchOrdersRequest&) {};
  print_stream<v1::WatchOrdersResponse>(session, request, begin_with_active_order, order_line);
}

}  // namespace

void add_orders(CLI::App& app, Session& session) {
  subcommand<v1::WatchOrdersRequest>(
      app, session, {"orders", "watch a unit's orders as its terminal does, until interrupted"},
      {unit(), cursor("from the active order")}, watch_orders);
}

}  // namespace turnout::turnoutctl
