// The time ledger: what an incident waited for and who answered, from its start on without a gap; and whose
// time a passed deadline was.
#pragma once

#include <cstdint>
#include <vector>

#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// What an incident waited for between two instants. Each wait at most once, in the order of the enum.
struct WaitSpan {
  v1::Wait wait;
  std::int64_t from_ms;
  std::int64_t to_ms;
};
// One follows the other without a gap.
std::vector<WaitSpan> waits_between(const v1::Incident& incident, std::int64_t from_ms, std::int64_t to_ms);

// From the start to the end, or to `now_ms` while it is open. The durations add up to the whole.
std::vector<v1::LedgerLine> ledger_of(const v1::Incident& incident, std::int64_t now_ms);

// Of each clock that fired and was not met after all.
std::vector<v1::Attribution> attributions_of(const v1::Incident& incident, std::int64_t now_ms);

}  // namespace turnout::domain
