#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "client/words.h"
#include "text/time.h"
#include "turnoutctl/archive_lag.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/output.h"
#include "turnoutctl/shown_names.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

// Whole ids: commands on what has ended need them.
text::Table found_table(const v1::FindIncidentsResponse& found, const ShownNames& names,
                        const v1::TimeZone& zone) {
  text::Table table({{.title = "STARTED"},
                     {.title = "STATUS"},
                     {.title = "ID"},
                     {.title = "TYPE", .narrowest = 6, .hidden_if_empty = true},
                     {.title = "STATION", .narrowest = 11},
                     {.title = "ADDRESS", .narrowest = 8},
                     {.title = "RESULT", .narrowest = 6, .hidden_if_empty = true},
                     {.title = "ANSWERS", .narrowest = 7},
                     {.title = "WORDS", .narrowest = 8, .hidden_if_empty = true}});
  for (const v1::IncidentSummary& incident : found.incidents()) {
    table.add({text::date_time(incident.started_at_ms(), zone), client::word(incident.status()),
               incident.id(), incident.type(), names.station(incident.station_id()),
               incident.place().address().text(), incident.disposition_code(),
               names.name_of_person(incident.responsible().officer_id()),
               incident.first_call().caller().words()});
  }
  return table;
}

void find(v1::FindIncidentsRequest& request, Session& session) {
  const v1::FindIncidentsResponse found = session.ask(request);
  tell_lag(found.behind());
  if (session.json) return print_json(found);
  if (found.incidents().empty()) return print("no incident fits");
  const ShownNames names(session.settings(client::Service::kRecords));
  print(found_table(found, names, session.time_zone(client::Service::kRecords)));
  if (found.next_page_token().empty()) return;
  print(fmt::format("there are more: repeat the command with --page {}", found.next_page_token()));
}

Rows conditions() {
  return {option("words", "words", "parts of an address, a caller's words, a note or a result; all must fit"),
          option("--phone", "phone", "only those called in from this number, however it is written"),
          option("--status", "status", "only this status"),
          option("--result", "disposition_code", "only this result code"),
          option("--clock", "clock", "only those with this clock"),
          option("--verdict", "verdict", "only those whose clock (--clock) ended so"),
          option("--officer", "officer_id", "only those that this officer signed, led or answered for"),
          only_unit(),
          option("--call-taker", "call_taker_id", "only those of which this person received a call"),
          bounded("--most", "page_size", 1, 500, "as many, the newest first [100]"),
          option("--page", "page_token", "continue a search where its last page ended"),
          incidents_of_past()};
}

}  // namespace

void add_find(CLI::App& app, Session& session) {
  subcommand<v1::FindIncidentsRequest>(
      app, session, {"find", "incidents of the past, and those that are open, the newest first (查询)"},
      conditions(), find);
}

}  // namespace turnout::turnoutctl
