// The commands that hand an incident over to another responsible officer.
#include "turnoutctl/handovers.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {

namespace {

void list_handovers(v1::ListIncidentsRequest& request, Session& session) {
  const auto incidents = with_handover(request, session);
  if (session.json) {
    for (const v1::Incident& incident : incidents) print_json_line(incident);
    return;
  }
  if (incidents.empty()) return print("no handover waits for an answer");
  const client::Service service = client::Service::kIntake;
  print(handover_table(incidents, ShownNames(session.settings(service)), session.now_ms(service)));
}

}  // namespace

void add_handover_commands(CLI::App& app, Session& session) {
  CLI::App& handover = subcommand_group(app, {"handover",
                                              "change the responsible officer of an incident (移交): list, "
                                              "request, withdraw, accept, refuse, arbitrate"});
  subcommand<v1::ListIncidentsRequest>(handover, session, {"list", "the handovers that wait for an answer"},
                                       {only_station()}, list_handovers);
  write_command<v1::RequestHandoverRequest>(
      handover, session, {"request", "the responsible officer asks another officer to take over"},
      {incident(), required("officer", "to_officer_id", "id of the officer who is asked"),
       station("--station", "to_station_id", "station that takes over too [the station stays]"), reason()});
  write_command<v1::WithdrawHandoverRequest>(
      handover, session, {"withdraw", "the officer who asked takes it back, and stays responsible"},
      {incident(), reason()});
  write_command<v1::AnswerHandoverRequest>(handover, session,
                                           {"accept", "the officer who was asked takes over, from now on"},
                                           {incident(), preset("accepted", true)});
  write_command<v1::AnswerHandoverRequest>(
      handover, session, {"refuse", "the officer who was asked refuses: the arbiter decides"},
      {incident(), preset("accepted", false), reason()});
  write_command<v1::ArbitrateHandoverRequest>(
      handover, session, {"arbitrate", "the arbiter decides a handover that was refused"},
      {incident(),
       yes_or_no(
           "decision", "to_asked", "asked", "asker",
           "asked: the officer who was asked takes over; asker: the officer who asked stays responsible"),
       reason()});
}

}  // namespace turnout::turnoutctl
