// The units: the list, and the commands that change one.
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/unit_table.h"

namespace turnout::turnoutctl {
namespace {

void list_units(v1::ListUnitsRequest& request, Session& session) {
  const auto response = session.ask_all(request);
  if (session.json) return print_json(response);
  if (response.units().empty()) {
    return print(request.available_only() ? "no unit is available" : "no unit is registered");
  }
  const client::Service service = client::Service::kDispatch;
  print(unit_table(response.units(), ShownNames(session.settings(service)), session.city_now(service)));
}

void register_unit(v1::RegisterUnitRequest& request, Session& session) {
  v1::UnitDetails& details = *request.mutable_details();
  if (details.district().empty())
    details.set_district(session.settings(client::Service::kDispatch).district());
  carry_out_and_print(request, session);
}

void report_position(v1::ReportPositionsRequest& request, Session& session) {
  const auto response = session.ask(request);
  if (session.json) return print_json(response);
  print(response.outdated() == 0 ? "position of " + request.unit_id() + " accepted"
                                 : "a newer position of " + request.unit_id() + " is known");
}

}  // namespace

void add_units(CLI::App& app, Session& session) {
  CLI::App& units = subcommand<v1::ListUnitsRequest>(
      app, session, {"units", "the units and their status"},
      {only_station(), option("--available", "available_only", "only available units")}, list_units);
  subcommand<v1::RegisterUnitRequest>(
      units, session, {"register", "register a unit, or change its details while it has no order"},
      {new_unit(), required_station("--station", "details.station_id", "the station it belongs to"),
       option("--call-sign", "details.call_sign", "its call sign on the radio"),
       preset("details.kind", v1::UNIT_KIND_PATROL_CAR),
       option("--kind", "details.kind", "kind of unit [patrol_car]"),
       option("--officer", "details.officers", "id of one of its crew; may be repeated"),
       option("--district", "details.district", "its district [the one served]"), position("details.base")},
      register_unit);
  write_command<v1::SetUnitStatusRequest>(
      units, session, {"status", "put a unit in or out of service while it has no order"},
      {unit(),
       required("status", "status",
                "available or out_of_service; other statuses follow from the unit's orders"),
       option("--reason", "reason", "why")});
  write_command<v1::SignOnRequest>(
      units, session, {"sign-on", "sign a crew on: the unit becomes available"},
      {unit(),
       required("--officer", "officers", "id of an officer aboard, the leader first; may be repeated"),
       option("--auxiliary", "auxiliaries", "id of an auxiliary aboard; may be repeated"),
       next_time("--until", "ends_at_ms", "end of the shift; 20:00 is the next one")});
  write_command<v1::SignOffRequest>(units, session,
                                    {"sign-off", "sign the crew off: the unit is out of service"},
                                    {unit(), option("--reason", "reason", "why")});
  subcommand<v1::ReportPositionsRequest>(units, session,
                                         {"at", "report a unit's position, as its terminal does"},
                                         {unit(), position("position")}, report_position);
}

}  // namespace turnout::turnoutctl
