// Commands on reported times: those that wait for a supervisor, and the supervisor's decisions.
#include "client/words.h"
#include "domain/local_time.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

text::Table pending_table(const v1::ListPendingTimesResponse& response, const v1::TimeZone& zone) {
  using text::Align;
  text::Table table({{"INCIDENT"},
                     {"ORDER", Align::kRight},
                     {"MILESTONE"},
                     {"DEVICE SAID"},
                     {"RECEIVED"},
                     {"APART", Align::kRight},
                     {"UNIT", Align::kLeft, 8},
                     {"REPORTED BY", Align::kLeft, 8},
                     {"SOURCE"},
                     {"STATION", Align::kLeft, 8}});
  for (const v1::PendingTime& time : response.times()) {
    const v1::Stamp& stamp = time.stamp();
    table.add({time.incident_id(), std::to_string(time.order_number()), client::word(time.milestone()),
               text::date_time(stamp.device_at_ms(), zone), text::date_time(stamp.server_at_ms(), zone),
               text::duration(stamp.server_at_ms() - stamp.device_at_ms()), time.unit_id(),
               stamp.reported_by(), client::word(stamp.source()), time.station_id()});
  }
  return table;
}

void list_pending_times(v1::ListPendingTimesRequest& request, Session& session) {
  const auto response = session.ask_all(request);
  if (session.json) return print_json(response);
  if (response.times().empty()) return print("no time waits for a supervisor");
  const v1::TimeZone& zone = session.time_zone(client::Service::kAccountability);
  print("times of " + domain::zone_name(zone));
  print(pending_table(response, zone));
}

Row order_number() {
  return required("order", "order_number", "number of the order, from 1");
}

Row milestone() {
  return required("milestone", "milestone", "the milestone");
}

}  // namespace

void add_time_commands(CLI::App& app, Session& session) {
  CLI::App& times =
      subcommand_group(app, {"times", "reported times that wait for a supervisor, and decisions on them"});
  subcommand<v1::ListPendingTimesRequest>(times, session, {"pending", "the times that wait for a supervisor"},
                                          {only_station()}, list_pending_times);
  write_command<v1::ConfirmTimeRequest>(
      times, session, {"confirm", "decide that the device's time of a waiting milestone counts"},
      {incident(), order_number(), milestone(),
       negated_flag("--reject", "confirmed", "decide that the server's time counts instead"), reason()});
  write_command<v1::CorrectTimeRequest>(
      times, session, {"correct", "replace the time of a milestone; the old time stays in the record"},
      {incident(), order_number(), milestone(), required("--at", "at_ms", "the time that counts"), reason()});
}

}  // namespace turnout::turnoutctl
