#include <fmt/format.h>

#include "client/words.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/event_text.h"
#include "turnoutctl/flags.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

using text::Align;

struct Options {
  std::string incident;
};

text::Table record(const v1::GetTimelineResponse& timeline) {
  text::Table table({{"TIME"},
                     {"WHAT", Align::kLeft, 20, text::Overflow::kWrap},
                     {"BY", Align::kLeft, 8},
                     {"ANSWERS FOR IT", Align::kLeft, 8},
                     {"TIME FROM", Align::kLeft, 12, text::Overflow::kWrap}});
  for (const v1::TimelineEntry& entry : timeline.entries()) {
    const v1::Event& event = entry.event();
    table.add({text::date_time(happened_at_ms(event)), describe(event), event.actor(),
               entry.responsible().officer_id(), provenance(event)});
  }
  return table;
}

text::Table stages(const v1::GetTimelineResponse& timeline) {
  text::Table table({{"STAGE"}, {"OF"}, {"TIME", Align::kRight}, {""}});
  for (const v1::StageTime& stage : timeline.stages()) {
    table.add({client::word(stage.stage()),
               stage.assignment() == 0 ? "incident" : fmt::format("order {}", stage.assignment()),
               text::duration(stage.duration_ms()),
               stage.excluded() ? "out of order or implied: not counted" : ""});
  }
  return table;
}

void run(const Options& options, Session& session) {
  v1::GetTimelineRequest request;
  request.set_incident_id(session.incident(options.incident));
  const auto timeline = session.ask_all(request);
  if (session.json) return print_json(timeline);

  print(headline(timeline.incident()));
  print_heading("Record");
  print(record(timeline));
  print_heading("Clocks");
  const std::int64_t now_ms = session.now_ms(client::Service::kAccountability);
  for (const v1::Clock& clock : timeline.incident().clocks()) {
    print(clock_name(clock) + ": " + clock_state(clock, now_ms));
  }
  if (timeline.stages().empty()) return;
  print_heading("Stages");
  print(stages(timeline));
}

}  // namespace

void add_timeline(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(
      app, session, {"timeline", "everything that happened to an incident, and who answered for it"}, run);
  add_incident(command, options.incident);
}

}  // namespace turnout::turnoutctl
