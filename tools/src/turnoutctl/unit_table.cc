#include "turnoutctl/unit_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>

#include "client/incident_id.h"
#include "client/words.h"
#include "domain/terminal_clock.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/incident_text.h"

namespace turnout::turnoutctl {
namespace {

// Hours and minutes of today's shift, or the whole date of one that ends another day.
text::Cell shift_end(const v1::Unit& unit, const CityNow& now) {
  const std::int64_t ends_at_ms = unit.shift().ends_at_ms();
  if (ends_at_ms == 0) return "";
  return {text::near_time(ends_at_ms, now.now_ms, now.zone),
          ends_at_ms < now.now_ms ? text::Style::kRed : text::Style::kPlain};
}

}  // namespace

std::string crew(const v1::Unit& unit) {
  if (!unit.has_shift()) {
    const auto& usual = unit.details().officers();
    return usual.empty() ? "" : fmt::format("({})", fmt::join(usual, " "));
  }
  const v1::Shift& shift = unit.shift();
  if (shift.auxiliaries().empty()) return fmt::format("{}", fmt::join(shift.officers(), " "));
  return fmt::format("{} + {}", fmt::join(shift.officers(), " "), fmt::join(shift.auxiliaries(), " "));
}

std::string terminal_clock_text(const v1::Unit& unit) {
  if (!domain::is_wrong(unit.terminal_clock())) return "";
  const std::int64_t offset_ms = unit.terminal_clock().offset_ms();
  return fmt::format("terminal's clock is {} {}", text::duration(std::abs(offset_ms)),
                     offset_ms > 0 ? "slow" : "fast");
}

text::Table unit_table(const Units& units, const ShownNames& names, const CityNow& now) {
  text::Table table(
      {{.title = "UNIT"},
       {.title = "STATUS"},
       {.title = "CALL SIGN"},
       {.title = "INCIDENT", .hidden_if_empty = true},
       {.title = "CREW", .narrowest = 8, .comfortable = 12},
       {.title = "UNTIL", .hidden_if_empty = true},
       {.title = "STATION", .narrowest = 11},
       {.title = "KIND"},
       {.title = "REMARKS", .narrowest = 16, .overflow = text::Overflow::kWrap, .hidden_if_empty = true}});
  for (const v1::Unit& unit : units) {
    const v1::UnitDetails& details = unit.details();
    table.add({unit.id(), client::word(unit.status()), details.call_sign(),
               client::short_id(unit.incident_id()), crew(unit), shift_end(unit, now),
               names.station(details.station_id()), client::word(details.kind()),
               joined(unit.status_reason(), terminal_clock_text(unit))});
  }
  return table;
}

}  // namespace turnout::turnoutctl
