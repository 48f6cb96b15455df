#include <fmt/format.h>

#include "client/words.h"
#include "domain/local_time.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/accountability_text.h"
#include "turnoutctl/event_text.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

using text::Align;

text::Table record_table(const v1::GetTimelineResponse& timeline, const v1::TimeZone& zone) {
  text::Table table({{"TIME"},
                     {"WHAT", Align::kLeft, 20, text::Overflow::kWrap},
                     {"BY", Align::kLeft, 8},
                     {"ANSWERS FOR IT", Align::kLeft, 8},
                     {"TIME FROM", Align::kLeft, 12, text::Overflow::kWrap}});
  for (const v1::TimelineEntry& entry : timeline.entries()) {
    const v1::Event& event = entry.event();
    table.add({text::date_time(happened_at_ms(event), zone), describe(event, zone), event.actor(),
               entry.responsible().officer_id(), provenance(event, zone)});
  }
  return table;
}

text::Table stages_table(const v1::GetTimelineResponse& timeline) {
  text::Table table({{"STAGE"}, {"OF"}, {"TIME", Align::kRight}, {""}});
  for (const v1::StageTime& stage : timeline.stages()) {
    table.add({client::word(stage.stage()),
               stage.order_number() == 0 ? "incident" : fmt::format("order {}", stage.order_number()),
               text::duration(stage.duration_ms()),
               stage.excluded() ? "out of order or implied: not counted" : ""});
  }
  return table;
}

text::Table ledger_table(const google::protobuf::RepeatedPtrField<v1::LedgerLine>& lines,
                         const v1::TimeZone& zone) {
  text::Table table({{"FROM"}, {"WAITED"}, {"TIME", Align::kRight}, {"ANSWERED FOR IT", Align::kLeft, 8}});
  for (const v1::LedgerLine& line : lines) {
    table.add({text::date_time(line.from_ms(), zone), client::word(line.wait()),
               text::duration(line.duration_ms()), line.officer_id()});
  }
  return table;
}

// Whose time a passed deadline was: a line for each clock, then what its time went on.
void print_attributions(const v1::GetTimelineResponse& timeline, const v1::TimeZone& zone) {
  for (const v1::Attribution& late : timeline.attributions()) {
    print_heading(
        fmt::format("Late: {}; most of it waiting {}", late_text(late), client::word(late.longest_wait())));
    print(ledger_table(late.lines(), zone));
  }
}

void show_timeline(v1::GetTimelineRequest& request, Session& session) {
  const auto timeline = session.ask_all(request);
  if (session.json) return print_json(timeline);

  print(headline(timeline.incident()));
  const CityNow now = session.city_now(client::Service::kAccountability);
  print_heading("Record (times of " + domain::zone_name(now.zone) + ")");
  print(record_table(timeline, now.zone));
  print_heading("Clocks");
  for (const v1::Clock& clock : timeline.incident().clocks()) {
    print(clock_name(clock, now.zone) + ": " + clock_state(clock, now));
  }
  if (!timeline.stages().empty()) {
    print_heading("Stages");
    print(stages_table(timeline));
  }
  print_heading("Time ledger");
  print(ledger_table(timeline.ledger(), now.zone));
  print_attributions(timeline, now.zone);
}

}  // namespace

void add_timeline(CLI::App& app, Session& session) {
  subcommand<v1::GetTimelineRequest>(
      app, session, {"timeline", "everything that happened to an incident, and who answered for it"},
      {incident()}, show_timeline);
}

}  // namespace turnout::turnoutctl
