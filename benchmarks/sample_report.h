// The report of all benchmarks: one 110 call with place and words, inside the demonstration city.
#pragma once

#include <cstdint>
#include <string>

#include "turnout/v1/intake_service.pb.h"

namespace turnout::bench {

// Of a call that is answered now. Without an id.
v1::ReportIncidentRequest sample_report();

std::int64_t wall_now_ms();

inline const std::string kFingerprintSecret = "secret of the benchmarks";

// The id of a flight's nth incident: a UUIDv7 in form.
std::string incident_id(std::size_t flight, std::size_t number);

}  // namespace turnout::bench
