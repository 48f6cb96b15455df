#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  std::string incident;
  std::string request_id;
  CallFlags call;
};

void run(const Options& options, Session& session) {
  v1::AddCallRequest request;
  request.set_request_id(options.request_id.empty() ? client::new_id() : options.request_id);
  request.set_incident_id(session.incident(options.incident));
  *request.mutable_call() = call(options.call, session);
  print_outcome(session, session.carry_out(request), client::Service::kIntake);
}

}  // namespace

void add_call(CLI::App& app, Session& session) {
  auto [command, options] =
      subcommand<Options>(app, session, {"call", "the same incident rings again: add a call to it"}, run);
  add_incident(command, options.incident);
  add_call_flags(command, options.call);
  add_request_id(command, options.request_id);
}

}  // namespace turnout::turnoutctl
