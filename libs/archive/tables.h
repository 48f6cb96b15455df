// The tables of the archive with the columns that are written, as schema.cc makes them.
//
// `events` holds every event of the log; `calls` and `texts` grow with it. The rest is derived from the states of the incidents, and
// is written again whenever an incident changes. An incident is known by the sequence of its first event, `number`.
#pragma once

#include "archive/database.h"

namespace turnout::archive {

inline const Table kEvents{
    "events",
    {"sequence", "at_ms", "incident_id", "incident_version", "unit_id", "body", "actor", "stored", "fault"}};
inline const Table kCalls{"calls", {"id", "incident", "at_ms", "source", "received_by", "phone_key"}};
inline const Table kTexts{"texts", {"rowid", "incident", "kind", "text"}};
inline const Table kIncidents{
    "incidents",
    {"number",         "id",          "version",          "sequence",   "status",         "kind",
     "type",           "priority",    "station_id",       "area_class", "started_at_ms",  "ended_at_ms",
     "late_entry",     "is_excluded", "disposition_code", "call_taker", "orders",         "turnout_ms",
     "disposition_ms", "local_hour",  "local_weekday",    "local_day",  "local_iso_week", "local_month",
     "summary",        "state"}};
inline const Table kOrders{"orders",
                           {"incident", "number", "unit_id", "officer_id", "is_active", "assigned_at_ms",
                            "last_milestone", "ended_at_ms"}};
inline const Table kMilestones{"milestones",
                               {"incident", "order_number", "milestone", "at_ms", "basis", "is_implied",
                                "scene_check", "is_pending", "unit_id", "officer_id"}};
inline const Table kStages{
    "stages", {"incident", "order_number", "stage", "duration_ms", "is_excluded", "unit_id", "officer_id"}};
inline const Table kClocks{"clocks",
                           {"incident", "place", "kind", "order_number", "run", "started_at_ms", "limit_ms",
                            "stopped_at_ms", "fired_at_ms", "verdict", "unit_id", "officer_id"}};
inline const Table kPeople{"people", {"incident", "person"}};

// Those that belong to an incident and are derived from its state.
inline const Table* const kOfIncident[] = {&kOrders, &kMilestones, &kStages, &kClocks, &kPeople};
// Those that are made again by a rebuild: all but the events.
inline const Table* const kDerived[] = {&kCalls,      &kTexts,  &kIncidents, &kOrders,
                                        &kMilestones, &kStages, &kClocks,    &kPeople};

}  // namespace turnout::archive
