// Instants of tests, told in UTC.
#pragma once

#include <cstdint>

#include "domain/local_time_text.h"

namespace turnout::testing {

// utc("2026-03-08", "07:00")
inline std::int64_t utc(const char* day, const char* time_of_day = "00:00") {
  return domain::first_instant({}, *domain::read_day(day) + *domain::read_time_of_day(time_of_day));
}

}  // namespace turnout::testing
