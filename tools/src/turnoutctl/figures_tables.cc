#include "turnoutctl/figures_tables.h"

#include <fmt/format.h>

#include "client/words.h"
#include "text/duration.h"

namespace turnout::turnoutctl {

using text::Align;

std::string share_in_time(const v1::ClockFigures& figures) {
  const bool decided = figures.met() + figures.met_reported_late() + figures.breached() > 0;
  return decided ? fmt::format("{:.1f} %", figures.share_in_time() * 100) : "–";
}

text::Table clock_table(const google::protobuf::RepeatedPtrField<v1::ClockFigures>& clocks) {
  text::Table table({{"CLOCK"},
                     {"IN TIME", Align::kRight},
                     {"MET", Align::kRight},
                     {"REPORTED LATE", Align::kRight},
                     {"BREACHED", Align::kRight},
                     {"RUNNING", Align::kRight},
                     {"CANCELLED", Align::kRight}});
  for (const v1::ClockFigures& clock : clocks) {
    table.add({client::word(clock.kind()), share_in_time(clock), std::to_string(clock.met()),
               std::to_string(clock.met_reported_late()), std::to_string(clock.breached()),
               std::to_string(clock.running()), std::to_string(clock.cancelled())});
  }
  return table;
}

text::Table stage_table(const google::protobuf::RepeatedPtrField<v1::StageFigures>& stages) {
  text::Table table({{"STAGE"},
                     {"COUNT", Align::kRight},
                     {"MEDIAN", Align::kRight},
                     {"P90", Align::kRight},
                     {"P95", Align::kRight},
                     {"MAX", Align::kRight},
                     {"EXCLUDED", Align::kRight}});
  for (const v1::StageFigures& stage : stages) {
    const auto figure = [&stage](std::int64_t of_ms) {
      return stage.count() == 0 ? std::string("–") : text::duration(of_ms);
    };
    table.add({client::word(stage.stage()), std::to_string(stage.count()), figure(stage.median_ms()),
               figure(stage.p90_ms()), figure(stage.p95_ms()), figure(stage.max_ms()),
               std::to_string(stage.excluded())});
  }
  return table;
}

text::Table trust_table(const v1::TimeFigures& times) {
  text::Table table({{"TIMES"}, {"COUNT", Align::kRight}});
  const std::pair<const char*, std::uint64_t> rows[] = {
      {"arrivals confirmed by a position", times.verified()},
      {"arrivals contradicted by a position", times.unverified()},
      {"arrivals without a position", times.no_fix()},
      {"waiting for a supervisor", times.pending()},
      {"confirmed", times.confirmed()},
      {"rejected", times.rejected()},
      {"corrected", times.corrected()}};
  for (const auto& [what, count] : rows) table.add({what, std::to_string(count)});
  return table;
}

}  // namespace turnout::turnoutctl
