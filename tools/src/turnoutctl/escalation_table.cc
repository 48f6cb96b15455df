#include "turnoutctl/escalation_table.h"

#include <algorithm>

#include "client/incident_id.h"
#include "domain/escalations.h"
#include "domain/raised_escalation.h"
#include "text/duration.h"
#include "turnoutctl/accountability_text.h"

namespace turnout::turnoutctl {

text::Table escalation_table(const std::vector<v1::RaisedEscalation>& escalations, std::int64_t now_ms) {
  using text::Align;
  text::Table table({{"UNANSWERED", Align::kRight},
                     {"ESCALATED"},
                     {"ID"},
                     {"TOLD", Align::kLeft, 12},
                     {"RUNG", Align::kRight},
                     {"NEXT IN", Align::kRight},
                     {"STATION", Align::kLeft, 8},
                     {"TYPE", Align::kLeft, 8},
                     {"ADDRESS", Align::kLeft, 10}});
  for (const v1::RaisedEscalation& raised : escalations) {
    const v1::Escalation& escalation = raised.escalation();
    table.add({{text::duration(now_ms - escalation.raised_at_ms()), text::Style::kRed},
               {clock_name(escalation.kind(), escalation.assignment()), text::Style::kRed},
               client::short_id(raised.incident_id()),
               post(escalation.role(), escalation.person()),
               std::to_string(escalation.rung()),
               escalation.next_at_ms() == 0 ? "–" : text::duration(escalation.next_at_ms() - now_ms),
               raised.station_id(),
               raised.type(),
               raised.place().address()});
  }
  return table;
}

std::vector<v1::RaisedEscalation> unanswered_of(const std::vector<const v1::Incident*>& incidents) {
  std::vector<v1::RaisedEscalation> found;
  for (const v1::Incident* incident : incidents) {
    for (const v1::Escalation& escalation : incident->escalations()) {
      if (!domain::is_unanswered(escalation)) continue;
      found.push_back(domain::raised_escalation(*incident, escalation));
    }
  }
  std::ranges::stable_sort(
      found, {}, [](const v1::RaisedEscalation& raised) { return raised.escalation().raised_at_ms(); });
  return found;
}

}  // namespace turnout::turnoutctl
