#include "intake/watch_incidents.h"

#include "domain/station_watch.h"
#include "domain/summary.h"

namespace turnout::intake {

bool IncidentChanges::may_concern(const v1::Event& event) const {
  return event.incident_version() != 0;
}

std::vector<std::pair<IncidentChanges::Message, IncidentChanges::Audience>> IncidentChanges::messages_of(
    const event_store::Entry& entry) const {
  std::vector<std::pair<Message, Audience>> messages;
  if (!entry.incident) return messages;
  Message message;
  *message.mutable_event() = *entry.event;
  *message.mutable_incident() = domain::summary_of(*entry.incident);
  messages.emplace_back(std::move(message),
                        Audience{.station_id = entry.incident->station_id(),
                                 .any_station = domain::may_change_station(*entry.event)});
  return messages;
}

bool IncidentChanges::includes(const Audience& audience, const Filter& station_id) const {
  return station_id.empty() || audience.any_station || audience.station_id == station_id;
}

}  // namespace turnout::intake
