#include "turnoutctl/incident_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "client/incident_id.h"
#include "client/words.h"
#include "domain/clocks.h"
#include "text/blank.h"
#include "text/duration.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/urgency.h"

namespace turnout::turnoutctl {
namespace {

// "城关3 en route, 城关4 read"
text::Cell units_cell(const v1::IncidentSummary& incident, const ShownNames& names) {
  if (is_unattended(incident)) return {"nobody", text::Style::kRed};
  if (incident.is_being_cancelled()) {
    return fmt::format("being cancelled, {} still there", incident.active_orders_size());
  }
  std::string orders;
  for (const v1::OrderSummary& order : incident.active_orders()) {
    orders = joined(orders, names.unit(order.unit_id()) + " " + client::word(order.last_milestone()));
  }
  return orders;
}

// The clocks besides the most pressing one that are late: they stand beside it, so that they are never cut away.
std::uint32_t others_late(const v1::IncidentSummary& incident) {
  if (!incident.has_most_pressing_clock()) return 0;
  return incident.clocks_overdue() - (domain::is_overdue(incident.most_pressing_clock()) ? 1 : 0);
}

// "turnout", "assign +2": so many others are late
std::string clock_text(const v1::IncidentSummary& incident) {
  const std::string kind = client::word(incident.most_pressing_clock().kind());
  const std::uint32_t late = others_late(incident);
  return late == 0 ? kind : fmt::format("{} +{}", kind, late);
}

std::string others_running(const v1::IncidentSummary& incident) {
  const std::uint32_t late_or_shown = others_late(incident) + 1;
  if (incident.clocks_running() <= late_or_shown) return "";
  return fmt::format("{} running", incident.clocks_running() - late_or_shown);
}

// Where it is; “what was said” while nobody knows.
std::string place_text(const v1::IncidentSummary& incident) {
  constexpr int kMostColumns = 40;
  const std::string& address = incident.place().address().text();
  const std::string& words = incident.first_call().caller().words();
  if (!text::is_blank(address) || text::is_blank(words)) return address;
  return "“" + text::truncate(text::printable(words), kMostColumns) + "”";
}

// The beginning of the report, unless it stands in place of the address.
std::string words_text(const v1::IncidentSummary& incident) {
  constexpr int kMostColumns = 60;
  if (text::is_blank(incident.place().address().text())) return "";
  return text::truncate(text::printable(incident.first_call().caller().words()), kMostColumns);
}

}  // namespace

text::Table incident_table(const std::vector<const v1::IncidentSummary*>& incidents, const ShownNames& names,
                           std::int64_t now_ms) {
  using text::Align;
  const bool any_other_late =
      std::ranges::any_of(incidents, [](const auto* incident) { return others_late(*incident) > 0; });
  text::Table table({{.title = "LEFT", .align = Align::kRight},
                     {.title = any_other_late ? "CLOCK +LATE" : "CLOCK"},
                     {.title = "ID"},
                     {.title = "ADDRESS", .narrowest = 8, .comfortable = 28},
                     {.title = "UNITS", .narrowest = 6, .comfortable = 16},
                     {.title = "ANSWERS", .narrowest = 7},
                     {.title = "PRIORITY"},
                     {.title = "STATION", .narrowest = 11},
                     {.title = "TYPE", .narrowest = 8, .hidden_if_empty = true},
                     {.title = "OTHER CLOCKS", .hidden_if_empty = true},
                     {.title = "WORDS", .narrowest = 8, .hidden_if_empty = true}});
  for (const v1::IncidentSummary* incident : incidents) {
    const bool runs = incident->has_most_pressing_clock();
    const v1::Clock& clock = incident->most_pressing_clock();
    const text::Style style = runs ? clock_style(clock, now_ms) : text::Style::kDim;
    table.add({{runs ? text::duration(clock.due_at_ms() - now_ms) : "–", style},
               {runs ? clock_text(*incident) : "–", style},
               client::short_id(incident->id()),
               place_text(*incident),
               units_cell(*incident, names),
               names.name_of_person(incident->responsible().officer_id()),
               priority_text(incident->priority()),
               names.station(incident->station_id()),
               incident->type(),
               runs ? others_running(*incident) : "",
               words_text(*incident)});
  }
  return table;
}

}  // namespace turnout::turnoutctl
