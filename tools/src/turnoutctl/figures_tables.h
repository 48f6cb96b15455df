// Figures of many incidents as tables.
#pragma once

#include <string>

#include "text/table.h"
#include "turnout/v1/record.pb.h"

namespace turnout::turnoutctl {

// "97.3 %"; "–" while nothing is decided.
std::string share_in_time(const v1::ClockFigures& figures);

text::Table clock_table(const google::protobuf::RepeatedPtrField<v1::ClockFigures>& clocks);
text::Table stage_table(const google::protobuf::RepeatedPtrField<v1::StageFigures>& stages);
text::Table trust_table(const v1::TimeFigures& times);

}  // namespace turnout::turnoutctl
