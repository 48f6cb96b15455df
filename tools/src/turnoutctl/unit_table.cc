#include "turnoutctl/unit_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "client/incident_id.h"
#include "client/words.h"

namespace turnout::turnoutctl {

namespace {

// The crew aboard; if nobody has signed on, the usual crew in brackets.
std::string crew(const v1::Unit& unit) {
  if (!unit.has_shift()) {
    const auto& usual = unit.details().officers();
    return usual.empty() ? "" : fmt::format("({})", fmt::join(usual, " "));
  }
  const v1::Shift& shift = unit.shift();
  if (shift.auxiliaries().empty()) return fmt::format("{}", fmt::join(shift.officers(), " "));
  return fmt::format("{} + {}", fmt::join(shift.officers(), " "), fmt::join(shift.auxiliaries(), " "));
}

}  // namespace

text::Table unit_table(const Units& units) {
  text::Table table({{"UNIT"},
                     {"STATUS"},
                     {"INCIDENT"},
                     {"STATION", text::Align::kLeft, 8},
                     {"CALL SIGN", text::Align::kLeft, 8},
                     {"KIND"},
                     {"CREW", text::Align::kLeft, 8},
                     {"REASON", text::Align::kLeft, 8}});
  for (const v1::Unit& unit : units) {
    const v1::UnitDetails& details = unit.details();
    table.add({unit.id(), client::word(unit.status()), client::short_id(unit.incident_id()),
               details.station_id(), details.call_sign(), client::word(details.kind()), crew(unit),
               unit.status_reason()});
  }
  return table;
}

}  // namespace turnout::turnoutctl
