#include <fmt/format.h>

#include <iostream>

#include "client/incident_id.h"
#include "client/words.h"
#include "domain/assignments.h"
#include "turnoutctl/flags.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  std::string unit_id;
  std::string cursor;
};

std::string order_line(const v1::WatchOrdersResponse& response) {
  const v1::Incident& incident = response.incident();
  const auto* order = domain::find_assignment(incident, response.unit().id(), response.assignment());
  if (response.assignment() == 0 || order == nullptr) {
    return fmt::format("{} {}, no order", response.unit().id(), client::word(response.unit().status()));
  }
  const std::string about = joined(joined(order_state(*order), incident.type()), incident.place().address());
  return fmt::format("order {} for {}: {}", order->number(), client::short_id(incident.id()), about);
}

void run(const Options& options, Session& session) {
  v1::WatchOrdersRequest request;
  request.set_unit_id(options.unit_id);
  request.set_cursor(options.cursor);
  session.watch<v1::WatchOrdersRequest, v1::WatchOrdersResponse>(request, [&](const auto& response) {
    if (session.json) {
      print_json_line(response);
    } else {
      print(order_line(response));
    }
    return static_cast<bool>(std::cout.flush());
  });
}

}  // namespace

void add_orders(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(
      app, session, {"orders", "a unit's orders, as its terminal gets them, until interrupted"}, run);
  add_unit(command, options.unit_id);
  command.add_option("--cursor", options.cursor,
                     "go on after this cursor of an earlier --json line [from the order that stands]");
}

}  // namespace turnout::turnoutctl
