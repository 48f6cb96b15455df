#include "client/words.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  std::string station_id;
};

text::Table pending_table(const v1::ListPendingTimesResponse& response) {
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
    table.add({time.incident_id(), std::to_string(time.assignment()), client::word(time.milestone()),
               text::date_time(stamp.device_at_ms()), text::date_time(stamp.server_at_ms()),
               text::duration(stamp.server_at_ms() - stamp.device_at_ms()), time.unit_id(),
               stamp.reported_by(), client::word(stamp.source()), time.station_id()});
  }
  return table;
}

void run(const Options& options, Session& session) {
  v1::ListPendingTimesRequest request;
  request.set_station_id(options.station_id);
  const auto response = session.ask_all(request);
  if (session.json) return print_json(response);
  if (response.times().empty()) return print("no time waits for a supervisor");
  print(pending_table(response));
}

}  // namespace

void add_times_pending(CLI::App& times, Session& session) {
  auto [command, options] =
      subcommand<Options>(times, session, {"pending", "the times that wait for a supervisor"}, run);
  command.add_option("--station", options.station_id, "only those of this station");
}

}  // namespace turnout::turnoutctl
