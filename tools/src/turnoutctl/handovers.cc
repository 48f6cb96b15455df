#include "turnoutctl/handovers.h"

#include "client/incident_id.h"
#include "text/duration.h"
#include "turnoutctl/accountability_text.h"

namespace turnout::turnoutctl {
namespace {

// Whoever was asked or, after a refusal, the arbiter.
std::string waits_for(const v1::Handover& handover, const ShownNames& names) {
  if (handover.refusal_reason().empty()) return names.name_of_person(handover.to_officer_id());
  return person_in_post(names.name_of_person(handover.arbiter_id()), handover.arbiter_role());
}

std::string why(const v1::Handover& handover) {
  if (handover.refusal_reason().empty()) return handover.reason();
  return handover.reason() + "; refused: " + handover.refusal_reason();
}

}  // namespace

std::vector<v1::Incident> with_handover(const v1::ListIncidentsRequest& request, Session& session) {
  std::vector<v1::Incident> incidents;
  const auto listed = session.ask_all(request);
  for (const v1::IncidentSummary& summary : listed.incidents()) {
    if (!summary.handover_pending()) continue;
    v1::Incident incident = session.whole_incident(summary.id());
    if (incident.has_handover()) incidents.push_back(std::move(incident));
  }
  return incidents;
}

text::Table handover_table(const std::vector<v1::Incident>& incidents, const ShownNames& names,
                           std::int64_t now_ms) {
  text::Table table({{.title = "WAITS", .align = text::Align::kRight},
                     {.title = "ID"},
                     {.title = "FOR", .narrowest = 10, .comfortable = 16},
                     {.title = "ASKED BY", .narrowest = 8},
                     {.title = "ADDRESS", .narrowest = 8, .comfortable = 12},
                     {.title = "TO STATION", .narrowest = 11, .hidden_if_empty = true},
                     {.title = "REASON", .narrowest = 16, .overflow = text::Overflow::kWrap}});
  for (const v1::Incident& incident : incidents) {
    const v1::Handover& handover = incident.handover();
    table.add({text::duration(now_ms - handover.requested_at_ms()), client::short_id(incident.id()),
               waits_for(handover, names), names.name_of_person(handover.requested_by()),
               incident.place().address().text(), names.station(handover.to_station_id()), why(handover)});
  }
  return table;
}

}  // namespace turnout::turnoutctl
