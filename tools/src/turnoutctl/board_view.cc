#include "turnoutctl/board_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "client/words.h"
#include "domain/local_time.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/escalation_table.h"
#include "turnoutctl/incident_table.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/mine.h"
#include "turnoutctl/urgency.h"

namespace turnout::turnoutctl {
namespace {

using Incidents = std::vector<const v1::IncidentSummary*>;
using Lines = std::vector<std::string>;

// The lists are renewed every second: younger than this is current.
constexpr std::chrono::seconds kCurrent{5};

Incidents of_scope(const BoardState& state, const BoardScope& scope, std::int64_t now_ms) {
  Incidents incidents;
  for (const auto& [id, incident] : state.incidents) {
    if (!scope.station_id.empty() && incident.station_id() != scope.station_id) continue;
    const Concerned by{.units = state.units, .escalations = state.escalations};
    if (!scope.person.empty() && !concerns(incident, scope.person, by)) continue;
    incidents.push_back(&incident);
  }
  std::ranges::sort(incidents, MoreUrgent{now_ms});
  return incidents;
}

// The oldest escalations of these incidents.
std::vector<v1::RaisedEscalation> escalations_of(const Incidents& incidents, const BoardState& state,
                                                 const BoardScope& scope) {
  std::vector<v1::RaisedEscalation> some;
  for (const v1::RaisedEscalation& raised : state.escalations) {
    const bool shown = scope.person.empty() || std::ranges::any_of(incidents, [&](const auto* incident) {
                         return incident->id() == raised.incident_id();
                       });
    if (shown && some.size() < kMostEscalations) some.push_back(raised);
  }
  return some;
}

std::string count_late(const Incidents& incidents, std::int64_t now_ms) {
  const auto late = std::ranges::count_if(
      incidents, [now_ms](const auto* incident) { return has_late_clock(*incident, now_ms); });
  return late == 0 ? "none late" : fmt::format("{} late", late);
}

// "12 units: 8 available, 1 assigned, 3 on scene"
std::string unit_counts(const BoardState& state) {
  std::string counts = fmt::format("{} units", state.units.size());
  const char* lead = ": ";
  for (int status = 1; status <= v1::UnitStatus_MAX; ++status) {
    const auto count = std::ranges::count_if(
        state.units, [status](const v1::Unit& unit) { return unit.status() == status; });
    if (count == 0) continue;
    counts += fmt::format("{}{} {}", lead, count, client::word(static_cast<v1::UnitStatus>(status)));
    lead = ", ";
  }
  return counts;
}

std::string drawn(const std::string& line, text::Style style, const text::Look& look) {
  return text::styled(text::truncate(text::printable(line), look.columns), style, look.colours);
}

std::set<std::string> troubles_of(const BoardState& state) {
  std::set<std::string> troubles{state.incident_trouble, state.unit_trouble, state.escalation_trouble,
                                 state.answer_trouble};
  troubles.erase("");
  return troubles;
}

bool is_current(const BoardState& state) {
  return troubles_of(state).empty() && state.age < kCurrent;
}

// "0:34 old: intake at 127.0.0.1:7110 cannot be reached"
Lines age_lines(const BoardState& state, const text::Look& look) {
  if (is_current(state)) return {};
  const std::string age = text::duration(state.age.count()) + " old: ";
  Lines lines;
  for (const std::string& trouble : troubles_of(state)) {
    lines.push_back(drawn(age + trouble, text::Style::kRed, look));
  }
  if (lines.empty()) lines.push_back(drawn(age + "a service does not answer", text::Style::kRed, look));
  return lines;
}

// "城关派出所, what concerns 周所长 P2009"; empty for a whole district
std::string scope_text(const BoardScope& scope, const ShownNames& names) {
  const std::string of = scope.station_id.empty() ? "" : names.station(scope.station_id);
  return scope.person.empty() ? of : joined(of, "what concerns " + names.person(scope.person));
}

Lines head_lines(const Incidents& incidents, const BoardState& state, const BoardScope& scope,
                 const BoardCity& city, const text::Look& look) {
  const auto& [district, now, names] = city;
  Lines lines{
      drawn(fmt::format("Turnout {}  {} {}  {} open, {}, {}", district, text::date_time(now.now_ms, now.zone),
                        domain::zone_name(now.zone), incidents.size(), count_late(incidents, now.now_ms),
                        is_current(state) ? "current" : "not current"),
            text::Style::kBold, look),
      drawn(unit_counts(state), text::Style::kPlain, look)};
  const std::string of = scope_text(scope, names);
  if (!of.empty()) lines.insert(lines.begin() + 1, drawn(of, text::Style::kBold, look));
  const Lines age = age_lines(state, look);
  lines.insert(lines.end(), age.begin(), age.end());
  return lines;
}

// The oldest unanswered escalations in at most `room` lines, and how many more there are; one line says it all where there
// is no room.
Lines escalation_lines(const Incidents& incidents, const std::vector<v1::RaisedEscalation>& some,
                       const BoardCity& city, const text::Look& look, std::size_t room) {
  if (some.empty()) return {};
  std::size_t unanswered = 0;
  for (const auto* incident : incidents) unanswered += incident->unanswered_escalations();
  unanswered = std::max(unanswered, some.size());
  constexpr std::size_t kFrame = 3;  // an empty line, the titles and how many more there are
  if (room <= kFrame)
    return {drawn(fmt::format("{} unanswered escalation{}", unanswered, unanswered == 1 ? "" : "s"),
                  text::Style::kRed, look)};
  const std::size_t shown = std::min(some.size(), room - kFrame);
  Lines lines{""};
  const auto table = escalation_table({some.begin(), some.begin() + static_cast<std::ptrdiff_t>(shown)},
                                      city.names, city.now.now_ms)
                         .lines(look);
  lines.insert(lines.end(), table.begin(), table.end());
  if (unanswered > shown) {
    lines.push_back(
        drawn(fmt::format("… and {} more unanswered", unanswered - shown), text::Style::kRed, look));
  }
  return lines;
}

// Leaves the title and the rows from `frame.scroll` on, with a line that says what is left out, in `room` lines.
Lines window(const Lines& table, std::size_t room, const text::Look& look, BoardFrame& frame) {
  const std::size_t rows = table.size() - 1;
  if (table.size() <= room) {
    frame.scroll = 0;
    frame.page = std::max<std::size_t>(rows, 1);
    return table;
  }
  frame.page = room > 3 ? room - 2 : 1;
  frame.scroll = std::min(frame.scroll, rows - std::min(rows, frame.page));
  const auto first = table.begin() + 1 + static_cast<std::ptrdiff_t>(frame.scroll);
  const std::size_t shown = std::min(frame.page, rows - frame.scroll);
  Lines lines{table.front()};
  lines.insert(lines.end(), first, first + static_cast<std::ptrdiff_t>(shown));
  const std::size_t below = rows - frame.scroll - shown;
  const std::string above = frame.scroll == 0 ? "" : fmt::format("{} more above, ", frame.scroll);
  lines.push_back(drawn(fmt::format("… {}{} more below: arrow keys, page up, page down", above, below),
                        text::Style::kDim, look));
  return lines;
}

}  // namespace

BoardFrame board_frame(const BoardState& state, const BoardScope& scope, const BoardCity& city,
                       const BoardLook& look) {
  const Incidents incidents = of_scope(state, scope, city.now.now_ms);
  ShownNames names = city.names;
  for (const v1::Unit& unit : state.units) names.add(unit);
  BoardFrame frame{.lines = head_lines(incidents, state, scope, city, look.look), .scroll = look.scroll};
  const std::size_t most = look.rows > 0 ? static_cast<std::size_t>(look.rows) : 10'000;
  const Lines told =
      escalation_lines(incidents, escalations_of(incidents, state, scope), city, look.look, most / 3);
  if (!incidents.empty()) {
    const std::size_t taken = frame.lines.size() + told.size() + 1;
    const Lines shown = window(incident_table(incidents, names, city.now.now_ms).lines(look.look),
                               most > taken + 2 ? most - taken : 2, look.look, frame);
    frame.lines.emplace_back();
    frame.lines.insert(frame.lines.end(), shown.begin(), shown.end());
  }
  frame.lines.insert(frame.lines.end(), told.begin(), told.end());
  if (frame.lines.size() > most) frame.lines.resize(most);
  return frame;
}

}  // namespace turnout::turnoutctl
