// The rows that are derived from an incident's state.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "archive/database.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/time_zone.pb.h"

namespace turnout::archive {

// Where an incident stands in the archive.
struct ArchivedIncident {
  std::int64_t number = 0;    // sequence of its first event
  std::int64_t sequence = 0;  // of its newest event
  v1::Incident state;
};

// Rows by their table.
using RowsByTable = std::map<const Table*, std::vector<Row>>;

// `zone`: in which the city reads the incident's start.
void add_incident(const ArchivedIncident& incident, const v1::TimeZone& zone, RowsByTable& rows);

}  // namespace turnout::archive
