#include "client/health.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "turnoutctl/local_subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct HealthOptions {
  std::string service;
};

void check_health(const HealthOptions& options, Session& session) {
  const client::Connection& connection = session.connection;
  const std::vector<std::pair<std::string, std::string>> all = {{"intake", connection.intake},
                                                                {"dispatch", connection.dispatch},
                                                                {"accountability", connection.accountability},
                                                                {"records", connection.records}};
  for (const auto& [service, address] : all) {
    if (!options.service.empty() && options.service != service) continue;
    client::require_serving(connection, service, address);
    print(session.json ? fmt::format(R"({{"service": "{}", "serving": true}})", service)
                       : service + " is serving");
  }
}

}  // namespace

void add_health(CLI::App& app, Session& session) {
  auto [command, options] = local_subcommand<HealthOptions>(
      app, session, {"health", "check that one or all of the services are serving"}, check_health);
  command.add_option("service", options.service, "intake, dispatch, accountability or records [all]")
      ->check(CLI::IsMember({"intake", "dispatch", "accountability", "records"}));
}

}  // namespace turnout::turnoutctl
