// ISO 8601 weeks: from Monday to Sunday, numbered within the year that holds their Thursday. "2026-W48".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/local_time.h"

namespace turnout::domain {

struct IsoWeek {
  int year = 0;
  int week = 0;  // 1 to 53
};

IsoWeek iso_week_of(LocalDay day);

std::string iso_week_text(IsoWeek week);

// The Monday of the week that `text` names, of the years 1971 to 9998; nothing if it names none.
std::optional<LocalDay> monday_of(std::string_view text);

}  // namespace turnout::domain
