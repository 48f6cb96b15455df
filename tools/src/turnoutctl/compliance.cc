#include <fmt/format.h>

#include "client/words.h"
#include "text/duration.h"
#include "turnoutctl/figures_tables.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

using text::Align;

text::Table band_table(const v1::ComplianceRow& row) {
  text::Table table({{"WITHIN", Align::kRight}, {"EN ROUTE", Align::kRight}, {"ON SCENE", Align::kRight}});
  for (const v1::Band& band : row.bands()) {
    table.add(
        {text::duration(band.within_ms()), std::to_string(band.en_route()), std::to_string(band.on_scene())});
  }
  return table;
}

text::Table late_table(const v1::ComplianceRow& row) {
  text::Table table({{"WAITED"}, {"TIME", Align::kRight}, {"LONGEST IN", Align::kRight}});
  for (const v1::LateFigures& late : row.late()) {
    table.add({client::word(late.wait()), text::duration(late.duration_ms()),
               fmt::format("{} breaches", late.breaches())});
  }
  return table;
}

text::Table closed_unattended_table(const v1::ComplianceRow& row) {
  text::Table table({{"OFFICER"}, {"INCIDENTS", Align::kRight}});
  for (const v1::ClosedUnattended& closed : row.closed_unattended()) {
    table.add({closed.officer_id(), std::to_string(closed.incidents())});
  }
  return table;
}

text::Table station_table(const v1::GetComplianceResponse& response) {
  text::Table table({{"STATION", Align::kLeft, 10},
                     {"INCIDENTS", Align::kRight},
                     {"TURNOUT IN TIME", Align::kRight},
                     {"BREACHED", Align::kRight},
                     {"TURNOUT MEDIAN", Align::kRight},
                     {"P90", Align::kRight}});
  for (const v1::ComplianceRow& row : response.stations()) {
    v1::ClockFigures turnout;
    for (const auto& clock : row.clocks()) {
      if (clock.kind() == v1::CLOCK_KIND_TURNOUT) turnout = clock;
    }
    v1::StageFigures stage;
    for (const auto& figures : row.stages()) {
      if (figures.stage() == v1::STAGE_CALL_TO_EN_ROUTE) stage = figures;
    }
    const auto time = [&stage](std::int64_t ms) { return stage.count() == 0 ? "–" : text::duration(ms); };
    table.add({row.station_id().empty() ? "(none)" : row.station_id(), std::to_string(row.incidents()),
               share_in_time(turnout), std::to_string(turnout.breached()), time(stage.median_ms()),
               time(stage.p90_ms())});
  }
  return table;
}

void print_total(const v1::ComplianceRow& total) {
  print(fmt::format("{} incidents ({} cancelled, in no figure below; {} entered late), {} orders",
                    total.incidents(), total.cancelled(), total.late_entries(), total.orders()));
  print_heading("Limits kept");
  print(clock_table(total.clocks()));
  print_heading("Stages");
  print(stage_table(total.stages()));
  print_heading("First unit");
  print(band_table(total));
  print_heading("Times of late turnouts");
  print(late_table(total));
  print_heading("Reliability of the times");
  print(trust_table(total.times()));
  if (total.closed_unattended().empty()) return;
  print_heading("Closed without anybody en route");
  print(closed_unattended_table(total));
}

void show_compliance(v1::GetComplianceRequest& request, Session& session) {
  const auto response = session.ask(request);
  if (session.json) return print_json(response);
  print_total(response.total());
  if (!request.by_station()) return;
  print_heading("Stations");
  print(station_table(response));
}

}  // namespace

void add_compliance(CLI::App& app, Session& session) {
  subcommand<v1::GetComplianceRequest>(
      app, session, {"compliance", "compliance with the limits over a period"},
      {bound_of_period("--from", "from_ms", "incidents that started at or after this [all]"),
       bound_of_period("--to", "to_ms", "incidents that started before this [now]"),
       station("--station", "station_id", "only this station"),
       option("--area", "area_class", "only this area class"),
       option("--priority", "priority", "only this priority"),
       option("--by-station", "by_station", "also a row for each station")},
      show_compliance);
}

}  // namespace turnout::turnoutctl
