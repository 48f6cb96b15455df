#include "turnoutctl/board_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "client/words.h"
#include "domain/local_time.h"
#include "text/time.h"
#include "turnoutctl/escalation_table.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/urgency.h"

namespace turnout::turnoutctl {
namespace {

std::vector<const v1::IncidentSummary*> by_urgency(const BoardState& state) {
  std::vector<const v1::IncidentSummary*> incidents;
  for (const auto& [id, incident] : state.incidents) incidents.push_back(&incident);
  std::ranges::sort(incidents, more_urgent);
  return incidents;
}

std::string count_late(const std::vector<const v1::IncidentSummary*>& incidents, std::int64_t now_ms) {
  const auto late = std::count_if(incidents.begin(), incidents.end(), [now_ms](const auto* incident) {
    return has_late_clock(*incident, now_ms);
  });
  return late == 0 ? "none overdue" : fmt::format("{} overdue", late);
}

// "12 units: 8 available, 1 assigned, 3 on scene"
std::string unit_counts(const BoardState& state) {
  std::string counts = fmt::format("{} units", state.units.size());
  const char* lead = ": ";
  for (int status = 1; status <= v1::UnitStatus_MAX; ++status) {
    const auto count = std::count_if(state.units.begin(), state.units.end(),
                                     [status](const v1::Unit& unit) { return unit.status() == status; });
    if (count == 0) continue;
    counts += fmt::format("{}{} {}", lead, count, client::word(static_cast<v1::UnitStatus>(status)));
    lead = ", ";
  }
  return counts;
}

std::string drawn(const std::string& line, text::Style style, const text::Look& look) {
  return text::styled(text::truncate(text::printable(line), look.columns), style, look.colours);
}

// Cuts to `room` lines. The last line then says how many of `incidents` are left out.
void shorten(std::vector<std::string>& lines, std::size_t room, std::size_t incidents,
             const text::Look& look) {
  if (lines.size() <= room) return;
  const std::size_t left_out = std::min(lines.size() - room + 1, incidents);
  lines.resize(room - 1);
  lines.push_back(drawn(fmt::format("… and {} more", left_out), text::Style::kDim, look));
}

// The oldest unanswered escalations, and how many more there are.
void add_escalation_lines(const BoardState& state, std::int64_t now_ms, const text::Look& look,
                          std::vector<std::string>& lines) {
  if (state.escalations.empty()) return;
  lines.emplace_back();
  const auto table = escalation_table(state.escalations, now_ms).lines(look);
  lines.insert(lines.end(), table.begin(), table.end());
  std::size_t unanswered = 0;
  for (const auto& [id, incident] : state.incidents) unanswered += incident.unanswered_escalations();
  if (unanswered <= state.escalations.size()) return;
  lines.push_back(drawn(fmt::format("… and {} more unanswered", unanswered - state.escalations.size()),
                        text::Style::kRed, look));
}

}  // namespace

std::vector<std::string> board_lines(const BoardState& state, const std::string& district, const CityNow& now,
                                     const BoardLook& look) {
  const auto incidents = by_urgency(state);
  const std::string late = count_late(incidents, now.now_ms);
  std::vector<std::string> lines{
      drawn(fmt::format("Turnout {}  {} {}  {} open, {}", district, text::date_time(now.now_ms, now.zone),
                        domain::zone_name(now.zone), incidents.size(), late),
            text::Style::kBold, look.look),
      drawn(unit_counts(state), text::Style::kPlain, look.look)};
  for (const std::string& trouble : {state.incident_trouble, state.unit_trouble, state.escalation_trouble}) {
    if (!trouble.empty()) lines.push_back(drawn("not current: " + trouble, text::Style::kRed, look.look));
  }
  add_escalation_lines(state, now.now_ms, look.look, lines);
  lines.emplace_back();
  if (!incidents.empty()) {
    const auto table = incident_table(incidents, now.now_ms).lines(look.look);
    lines.insert(lines.end(), table.begin(), table.end());
  }
  if (look.rows > 0) shorten(lines, static_cast<std::size_t>(look.rows), incidents.size(), look.look);
  return lines;
}

}  // namespace turnout::turnoutctl
