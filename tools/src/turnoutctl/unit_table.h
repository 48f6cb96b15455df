// Units as a table.
#pragma once

#include <string>

#include "text/table.h"
#include "turnout/v1/unit.pb.h"
#include "turnoutctl/city_now.h"
#include "turnoutctl/shown_names.h"

namespace turnout::turnoutctl {

using Units = google::protobuf::RepeatedPtrField<v1::Unit>;

// "P1001 P1002 + F1": who is aboard; the usual crew in brackets if nobody has signed on; empty if none is known.
std::string crew(const v1::Unit& unit);

// "terminal's clock is 1:00:00 slow"; empty while it is right, or not known.
std::string terminal_clock_text(const v1::Unit& unit);

// One row per unit: id, status, call sign, incident, crew, end of the shift (red when it has passed), station, kind,
// reason of its status and what is wrong with its terminal.
text::Table unit_table(const Units& units, const ShownNames& names, const CityNow& now);

}  // namespace turnout::turnoutctl
