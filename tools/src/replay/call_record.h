// One call as the services recorded it, read back after the replay and compared with the file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "replay/requests.h"
#include "replay/transport.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::replay {

// Instants are Unix milliseconds; 0 = none.
struct CallRecord {
  std::string incident_id;  // empty = the services do not have it
  std::string station_id;
  v1::AreaClass area = v1::AREA_CLASS_UNSPECIFIED;
  std::int64_t started_at_ms = 0;
  bool late_entry = false;
  std::int64_t first_en_route_ms = 0;
  bool en_route_implied = false;       // implied by a later stage
  std::int64_t en_route_known_ms = 0;  // when the services received it
  std::int64_t first_on_scene_ms = 0;
  std::int64_t limit_ms = 0;  // of the turnout clock
  std::int64_t due_at_ms = 0;
  std::int64_t fired_at_ms = 0;
  v1::ClockVerdict verdict = v1::CLOCK_VERDICT_UNSPECIFIED;
  std::uint32_t warnings = 0;         // of the turnout clock
  std::int64_t at_risk_since_ms = 0;  // when its breach was predicted; 0 = it was not
  std::size_t unconfirmed = 0;        // times of the file that the services did not accept
};

CallRecord record_of(const v1::Incident& incident);

// Reads every call of the plan, in its order, 32 at once. Throws client::Unanswered.
std::vector<CallRecord> read_back(const Requests& requests, std::size_t calls, Transport& transport);

}  // namespace turnout::replay
