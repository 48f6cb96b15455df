// The commands that give, report and end the orders of units.
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {

void add_order_commands(CLI::App& app, Session& session) {
  write_command<v1::AssignUnitRequest>(
      app, session, {"assign", "send a unit to an incident (派警)"},
      {incident(), unit(), option("--district", "district", "the unit's district [the one served]"),
       option("--at", "device_at_ms", "for a record entered later: when it was ordered"),
       option("--source", "source", "where that time comes from")});
  write_command<v1::RecallUnitRequest>(app, session, {"recall", "withdraw an active order"},
                                       {incident(), unit(), reason()});
  write_command<v1::ReportMilestoneRequest>(
      app, session,
      {"milestone", "report a step of an order: signed (签收), en route (出警), on scene (到场) …"},
      {incident(), unit(), required("milestone", "milestone", "what was reached"),
       option("--order", "order_number", "number of the order [the unit's latest on this incident]"),
       option("--at", "device_at_ms", "when, by the device or the record [now]"),
       preset("source", v1::TIME_SOURCE_RADIO),
       option("--source", "source", "where the time comes from [radio]"), position("position")});
  write_command<v1::DeclineOrderRequest>(
      app, session, {"decline", "a unit returns its order before it is en route (退单)"},
      {incident(), unit(), reason(), option("--text", "text", "in words; required for other")});
  write_command<v1::AnswerDeclineRequest>(
      app, session, {"decline-answer", "approve or refuse that a unit returns its order (退单审批)"},
      {incident(), unit(),
       yes_or_no("answer", "approved", "approve", "refuse",
                 "approve: the order ends; refuse: it stays active"),
       option("--reason", "reason", "why; required to refuse")});
}

}  // namespace turnout::turnoutctl
