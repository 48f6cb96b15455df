// Incidents, clocks and orders as text. The texts contain callers' words, so print them only with `print` or in
// table cells.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/table.h"
#include "turnout/v1/incident.pb.h"
#include "turnoutctl/city_now.h"

namespace turnout::turnoutctl {

// "0199…07398f  open, emergency, robbery, north (urban)"; what is not known is left out
std::string headline(const v1::Incident& incident);

// Both texts, with a comma between them if neither is empty.
std::string joined(std::string list, const std::string& next);

// "acknowledge (order 2)"
std::string clock_name(const v1::Clock& clock);
// "4:58 left of 5:00, until 12:39:56", "met after 3:05 of 5:00"
std::string clock_state(const v1::Clock& clock, const CityNow& now);

// "car-7 en route": an active order's last milestone, else how the order ended.
std::string order_state(const v1::Order& order);

// Open incidents, one per row, in the order given: time left, clock, id, priority, type, station, orders, other
// clocks, address.
text::Table incident_table(const std::vector<const v1::IncidentSummary*>& incidents, std::int64_t now_ms);

// What a command answers with: the headline and a line for each running clock.
void print_brief(const v1::Incident& incident, const CityNow& now);

}  // namespace turnout::turnoutctl
