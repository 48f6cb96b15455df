#include "turnoutctl/escalation_table.h"
#include "turnoutctl/flags.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  std::string station_id;
  v1::DutyRole role = v1::DUTY_ROLE_UNSPECIFIED;
};

void run(const Options& options, Session& session) {
  v1::ListEscalationsRequest request;
  request.set_station_id(options.station_id);
  request.set_role(options.role);
  const auto response = session.ask_all(request);
  if (session.json) return print_json(response);
  if (response.escalations().empty()) return print("no escalation waits for an answer");
  print(escalation_table({response.escalations().begin(), response.escalations().end()},
                         session.now_ms(client::Service::kAccountability)));
}

}  // namespace

void add_escalations(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(
      app, session, {"escalations", "passed deadlines that nobody has acknowledged, oldest first (升级)"},
      run);
  command.add_option("--station", options.station_id, "only those of this station");
  add_word(command, "--role", options.role, "only those this post was told of last");
  add_escalations_watch(command, session);
}

}  // namespace turnout::turnoutctl
