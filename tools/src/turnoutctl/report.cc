#include "client/incident_id.h"
#include "turnoutctl/flags.h"
#include "turnoutctl/outcome.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  std::string incident_id;
  CallFlags call;
  PlaceFlags place;
  std::string type;
  v1::Priority priority = v1::PRIORITY_UNSPECIFIED;
  std::string station_id;
  v1::IncidentKind kind = v1::INCIDENT_KIND_UNSPECIFIED;
};

void run(const Options& options, Session& session) {
  v1::ReportIncidentRequest request;
  request.set_incident_id(options.incident_id.empty() ? client::new_id() : options.incident_id);
  *request.mutable_call() = call(options.call, session);
  if (v1::Place place; fill(place, options.place)) *request.mutable_place() = place;
  request.set_type(options.type);
  request.set_priority(options.priority);
  request.set_station_id(options.station_id);
  request.set_kind(options.kind);
  const v1::ReportIncidentResponse response = session.carry_out(request);
  print_outcome(session, response, client::Service::kIntake);
  if (session.json) return;
  for (const v1::LikelyDuplicate& duplicate : response.likely_duplicates()) {
    print("  perhaps the same as " + client::short_id(duplicate.incident_id()) + ": " + duplicate.reason());
  }
}

}  // namespace

void add_report(CLI::App& app, Session& session) {
  auto [command, options] =
      subcommand<Options>(app, session, {"report", "take a call: report a new incident (接警)"}, run);
  add_call_flags(command, options.call);
  add_place_flags(command, options.place);
  command.add_option("--type", options.type, "the city's incident type");
  add_word(command, "--kind", options.kind, "what it is about [taken as police]");
  add_word(command, "--priority", options.priority, "how pressing it is [taken as urgent]");
  command.add_option("--station", options.station_id,
                     "the responsible station, where the place does not say it");
  command.add_option("--incident-id", options.incident_id,
                     "the incident's id, to repeat a report whose outcome is unknown [a new UUIDv7]");
}

}  // namespace turnout::turnoutctl
