#include "domain/station_watch.h"

namespace turnout::domain {

bool may_change_station(const v1::Event& event) {
  return event.has_incident_amended() || event.has_duplicate_merged() || event.has_handover_accepted() ||
         event.has_handover_arbitrated() || event.has_unit_registered();
}

}  // namespace turnout::domain
