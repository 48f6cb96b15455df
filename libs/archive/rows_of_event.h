// The rows that an event adds to the archive, whatever became of its incident since: the event itself, its calls, and its texts by
// which an incident is found.
#pragma once

#include <string>
#include <vector>

#include "archive/database.h"
#include "event_store/event_store.h"

namespace turnout::archive {

struct EventRows {
  std::vector<Row> events;
  std::vector<Row> calls;
  std::vector<Row> texts;
};

void add_event(const event_store::LoggedEvent& logged, EventRows& rows);

// `incident`: its number. `country`: how phone numbers are read (domain/phone.h).
void add_calls_and_texts(const event_store::LoggedEvent& logged, std::int64_t incident,
                         const std::string& country, EventRows& rows);

}  // namespace turnout::archive
