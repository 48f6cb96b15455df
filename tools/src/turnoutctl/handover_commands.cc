// The commands that pass on who is responsible for an incident.
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {

void add_handover_commands(CLI::App& app, Session& session) {
  CLI::App& handover = subcommand_group(
      app, {"handover", "pass on who answers for an incident (移交): request, accept, refuse, arbitrate"});
  write_command<v1::RequestHandoverRequest>(
      handover, session, {"request", "whoever answers for the incident asks another to take over"},
      {incident(), required("officer", "to_officer_id", "id of the officer who is asked"),
       option("--station", "to_station_id", "station that takes over with it [it stays]"), reason()});
  write_command<v1::AnswerHandoverRequest>(handover, session,
                                           {"accept", "whoever was asked takes over, from this instant on"},
                                           {incident(), preset("accepted", true)});
  write_command<v1::AnswerHandoverRequest>(
      handover, session, {"refuse", "whoever was asked does not take over: the arbiter decides"},
      {incident(), preset("accepted", false), reason()});
  write_command<v1::ArbitrateHandoverRequest>(
      handover, session, {"arbitrate", "the arbiter decides a handover that was refused"},
      {incident(),
       yes_or_no("to", "to_asked", "asked", "asker",
                 "asked: whoever was asked takes over; asker: whoever asked keeps it"),
       reason()});
}

}  // namespace turnout::turnoutctl
