// The requests of all benchmarks: 110 calls with place and words, inside the demonstration city, and units that are sent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::bench {

// Of a call that is answered now. Without an id.
v1::ReportIncidentRequest sample_report();

// The nth of many that have nothing to do with each other: each with another phone, 10,000 places, 5 types.
v1::ReportIncidentRequest varied_report(std::size_t nth);

// The nth of many calls about few events: 500 people call about one place and type, then about the next.
v1::ReportIncidentRequest storm_report(std::size_t nth);

std::int64_t wall_now_ms();

inline const std::string kDistrict = "bench";
inline const std::string kFingerprintSecret = "secret of the benchmarks";

// The id of a flight's nth incident: a UUIDv7 in form.
std::string incident_id(std::size_t flight, std::size_t number);

// The nth unit, and its order to the flight's nth incident.
std::string unit_id(std::size_t nth);
v1::RegisterUnitRequest registration(std::size_t nth);
v1::AssignUnitRequest assignment(std::size_t flight, std::size_t nth);

}  // namespace turnout::bench
