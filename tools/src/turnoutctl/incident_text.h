// Incidents, clocks and orders as text. The texts contain callers' words, so print them only with `print` or in
// table cells.
#pragma once

#include <cstdint>
#include <string>

#include "turnout/v1/incident.pb.h"
#include "turnoutctl/city_now.h"

namespace turnout::turnoutctl {

// "0199…07398f  open, emergency, robbery, north (urban)"; what is not known is left out
std::string headline(const v1::Incident& incident);

// "emergency"; empty if it is not known.
std::string priority_text(v1::Priority priority);

// Both texts, with a comma between them if neither is empty.
std::string joined(std::string list, const std::string& next);

// "it is being cancelled (false alarm): 40 units are still to be recalled", of an incident that is.
std::string cancellation_text(const v1::Incident& incident);

// "acknowledge (order 2)", "turnout (again since 14:05:12)" of a clock that was started again: after a reopening, or when the
// last unit was gone
std::string clock_name(const v1::Clock& clock, const v1::TimeZone& zone);
// "4:58 left of 5:00, until 12:39:56", "late −3:12 of 5:00, since 12:39:56", "met after 3:05 of 5:00"
std::string clock_state(const v1::Clock& clock, const CityNow& now);

// "en route"; empty if it has none.
std::string last_milestone(const v1::Order& order);
// "car-7 en route": an active order's last milestone, else how the order ended.
std::string order_state(const v1::Order& order);

}  // namespace turnout::turnoutctl
