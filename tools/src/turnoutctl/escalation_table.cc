#include "turnoutctl/escalation_table.h"

#include "client/incident_id.h"
#include "text/duration.h"
#include "turnoutctl/accountability_text.h"

namespace turnout::turnoutctl {

text::Table escalation_table(const std::vector<v1::RaisedEscalation>& escalations, std::int64_t now_ms) {
  using text::Align;
  text::Table table({{"UNANSWERED", Align::kRight},
                     {"ESCALATED"},
                     {"ID"},
                     {"TOLD", Align::kLeft, 12},
                     {"LEVEL", Align::kRight},
                     {"NEXT IN", Align::kRight},
                     {"STATION", Align::kLeft, 8},
                     {"TYPE", Align::kLeft, 8},
                     {"ADDRESS", Align::kLeft, 10}});
  for (const v1::RaisedEscalation& raised : escalations) {
    const v1::Escalation& escalation = raised.escalation();
    table.add({{text::duration(now_ms - escalation.raised_at_ms()), text::Style::kRed},
               {clock_name(escalation.kind(), escalation.order_number()), text::Style::kRed},
               client::short_id(raised.incident_id()),
               post(escalation.role(), escalation.person()),
               std::to_string(escalation.level()),
               escalation.next_at_ms() == 0 ? "–" : text::duration(escalation.next_at_ms() - now_ms),
               raised.station_id(),
               raised.type(),
               raised.place().address().text()});
  }
  return table;
}

}  // namespace turnout::turnoutctl
