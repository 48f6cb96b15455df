// The commands that report and change incidents, and end them without a result.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "text/blank.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

bool says_nothing(const v1::ReportIncidentRequest& report) {
  const v1::Caller& caller = report.call().caller();
  const std::string* said[] = {&caller.words(), &caller.phone(), &caller.name(), &report.type(),
                               &report.place().address().text()};
  return !report.place().has_position() &&
         std::ranges::all_of(said, [](const std::string* each) { return text::is_blank(*each); });
}

// A report that says nothing is most likely a slip. The service takes it: a call may break off.
Row refused_if_empty() {
  return [](RequestForm& form) {
    const auto forced = std::make_shared<bool>(false);
    form.command.add_flag("--force", *forced, "report it even if it says nothing");
    form.steps.emplace_back([&form, forced] {
      if (*forced || !says_nothing(static_cast<const v1::ReportIncidentRequest&>(*form.request))) return;
      throw BadInput(
          "the report says nothing: give --words, --phone, --name, --address, --lat and --lon or --type, or "
          "--force to report it without");
    });
  };
}

// The request replaces the whole place, so parts that were not given are copied from the incident.
void amend(v1::AmendIncidentRequest& request, Session& session) {
  if (request.has_place()) {
    const v1::Place given = request.place();
    v1::Place& place = *request.mutable_place();
    place = session.whole_incident(request.incident_id()).place();
    if (given.has_position()) *place.mutable_position() = given.position();
    if (given.has_address()) *place.mutable_address() = given.address();
  }
  carry_out_and_print(request, session);
}

// Shows the incident that is kept: the other one has ended.
void link(v1::LinkDuplicateRequest& request, Session& session) {
  const v1::Priority priority_before = session.whole_incident(request.duplicate_of()).priority();
  const auto response = session.carry_out(request);
  if (session.json) return print_json(response);
  const v1::Incident kept = session.whole_incident(response.incident().duplicate_of());
  ShownNames names(session.settings(client::Service::kIntake));
  for (const v1::Unit& unit : session.units_if_known()) names.add(unit);
  print(outcome_lines({.sentences = linked(response.incident(), kept, priority_before, names)}, kept,
                      {response.event_ids().begin(), response.event_ids().end()},
                      session.city_now(client::Service::kIntake)));
}

}  // namespace

void add_incident_commands(CLI::App& app, Session& session) {
  write_command<v1::ReportIncidentRequest>(
      app, session, {"report", "take a call: report a new incident (接警)"},
      {refused_if_empty(), call(), place(), option("--type", "type", "the city's incident type"),
       option("--kind", "kind", "kind of incident [police]"),
       option("--priority", "priority", "priority [urgent]"),
       station("--station", "station_id", "the responsible station, if the place does not determine it"),
       id_to_repeat("--incident-id", "incident_id",
                    "the incident's id, to repeat a report whose outcome is unknown [a new UUIDv7]")});
  write_command<v1::AddCallRequest>(app, session, {"call", "add another call to an incident"},
                                    {incident(), call()});
  write_command<v1::AddNoteRequest>(app, session, {"note", "add a remark to an incident's record"},
                                    {incident(), required("text,--text", "text", "the remark")});
  subcommand<v1::AmendIncidentRequest>(
      app, session, {"amend", "correct place, type, priority or station; the limits follow"},
      {incident(), place(), option("--type", "type", "the city's incident type"),
       option("--priority", "priority", "priority"),
       station("--station", "station_id", "the responsible station")},
      amend);
  write_command<v1::CancelIncidentRequest>(
      app, session, {"cancel", "end an incident with a false or withdrawn report, and recall its units"},
      {incident(), reason(),
       option("--with-duplicates", "with_duplicates", "also if other reports are linked to it")});
  subcommand<v1::LinkDuplicateRequest>(
      app, session, {"link", "end a duplicate of an earlier incident, which is kept"},
      {incident(),
       other_incident("kept", "duplicate_of", "the incident that is kept: open, and reported before"),
       reason()},
      link);
  write_command<v1::SplitDuplicateRequest>(
      app, session, {"split", "undo a link: the incident is open again and its clocks run on"},
      {incident(), reason()});
}

}  // namespace turnout::turnoutctl
