#include "turnoutctl/escalation_table.h"

#include "client/incident_id.h"
#include "text/duration.h"
#include "turnoutctl/accountability_text.h"

namespace turnout::turnoutctl {

text::Table escalation_table(const std::vector<v1::RaisedEscalation>& escalations, const ShownNames& names,
                             std::int64_t now_ms) {
  using text::Align;
  text::Table table({{.title = "UNANSWERED", .align = Align::kRight},
                     {.title = "ESCALATED", .narrowest = 12},
                     {.title = "ID"},
                     {.title = "TOLD", .narrowest = 12, .comfortable = 24},
                     {.title = "ADDRESS", .narrowest = 8, .comfortable = 11},
                     {.title = "NEXT IN", .align = Align::kRight},
                     {.title = "STATION", .narrowest = 11},
                     {.title = "LEVEL", .align = Align::kRight},
                     {.title = "TYPE", .narrowest = 8, .hidden_if_empty = true}});
  for (const v1::RaisedEscalation& raised : escalations) {
    const v1::Escalation& escalation = raised.escalation();
    table.add({{text::duration(now_ms - escalation.raised_at_ms()), text::Style::kRed},
               {clock_name(escalation.kind(), escalation.order_number()), text::Style::kRed},
               client::short_id(raised.incident_id()),
               person_in_post(names.name_of_person(escalation.person()), escalation.role()),
               raised.place().address().text(),
               escalation.next_at_ms() == 0 ? "–" : text::duration(escalation.next_at_ms() - now_ms),
               names.station(raised.station_id()),
               std::to_string(escalation.level()),
               raised.type()});
  }
  return table;
}

}  // namespace turnout::turnoutctl
