#include "replay/foretold.h"

#include <algorithm>

namespace turnout::replay {

Foretold foretold_of(const std::vector<CallRecord>& records) {
  Foretold foretold;
  std::vector<std::int64_t> ahead_ms;
  for (const CallRecord& record : records) {
    const bool breached = record.verdict == v1::CLOCK_VERDICT_BREACHED;
    const bool at_risk = record.at_risk_since_ms != 0;
    foretold.warned += record.warnings > 0 ? 1 : 0;
    foretold.breaches += breached ? 1 : 0;
    foretold.false_alarms += at_risk && !breached ? 1 : 0;
    if (at_risk && breached) ahead_ms.push_back(record.due_at_ms - record.at_risk_since_ms);
  }
  foretold.foretold = ahead_ms.size();
  if (ahead_ms.empty()) return foretold;
  const auto middle = ahead_ms.begin() + static_cast<std::ptrdiff_t>((ahead_ms.size() - 1) / 2);
  std::ranges::nth_element(ahead_ms, middle);
  foretold.median_ahead_ms = *middle;
  return foretold;
}

}  // namespace turnout::replay
