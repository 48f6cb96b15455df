#include "turnoutctl/flags.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  std::string unit_id;
  PositionFlags position;
};

void run(const Options& options, Session& session) {
  v1::ReportPositionsRequest request;
  request.set_unit_id(options.unit_id);
  if (const auto given = position(options.position)) *request.mutable_position() = *given;
  const auto response = session.ask(request);
  if (session.json) return print_json(response);
  print(response.outdated() == 0 ? options.unit_id + " is there now"
                                 : "something newer is known of " + options.unit_id);
}

}  // namespace

void add_units_at(CLI::App& units, Session& session) {
  auto [command, options] =
      subcommand<Options>(units, session, {"at", "say where a unit is, as its terminal would"}, run);
  add_unit(command, options.unit_id);
  add_position_flags(command, options.position);
}

}  // namespace turnout::turnoutctl
