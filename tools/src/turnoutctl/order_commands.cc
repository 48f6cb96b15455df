// The commands on orders: assign, recall, milestones, decline.
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {

void add_order_commands(CLI::App& app, Session& session) {
  write_command<v1::AssignUnitRequest>(
      app, session, {"assign", "send a unit to an incident (派警)"},
      {incident(), unit(), option("--district", "district", "the unit's district [the one served]"),
       option("--at", "device_at_ms", "for a late entry: when the unit was ordered"),
       option("--source", "source", "source of that time")});
  write_command<v1::RecallUnitRequest>(app, session, {"recall", "withdraw an active order"},
                                       {incident(), unit(), reason()});
  write_command<v1::RelieveCrewRequest>(
      app, session, {"relieve", "another crew takes over a unit at work, with its order (现场交接)"},
      {incident(), unit(),
       required("--officer", "officers",
                "id of an officer of the new crew, the leader first; may be repeated"),
       option("--auxiliary", "auxiliaries", "id of an auxiliary of it; may be repeated"),
       next_time("--until", "ends_at_ms", "end of its shift; 20:00 is the next one")});
  write_command<v1::ReportMilestoneRequest>(
      app, session,
      {"milestone", "report a step of an order: signed (签收), en route (出警), on scene (到场) …"},
      {incident(), unit(), required("milestone", "milestone", "the milestone"),
       option("--order", "order_number", "number of the order [the unit's latest on this incident]"),
       option("--at", "device_at_ms", "its time, by the device or the record [now]"),
       preset("source", v1::TIME_SOURCE_RADIO), option("--source", "source", "source of the time [radio]"),
       position("position")});
  write_command<v1::DeclineOrderRequest>(
      app, session, {"decline", "a unit returns its order before it is en route (退单)"},
      {incident(), unit(), reason(), option("--text", "text", "the reason in words; required for other")});
  write_command<v1::AnswerDeclineRequest>(
      app, session, {"decline-answer", "approve or refuse a unit's request to return its order (退单审批)"},
      {incident(), unit(),
       yes_or_no("answer", "approved", "approve", "refuse",
                 "approve: the order ends; refuse: it stays active"),
       option("--reason", "reason", "why; required to refuse")});
}

}  // namespace turnout::turnoutctl
