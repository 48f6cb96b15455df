#include "replay/prediction_accuracy.h"

#include <algorithm>

namespace turnout::replay {

PredictionAccuracy prediction_accuracy_of(const std::vector<CallRecord>& records) {
  PredictionAccuracy accuracy;
  std::vector<std::int64_t> ahead_ms;
  for (const CallRecord& record : records) {
    const bool breached = record.verdict == v1::CLOCK_VERDICT_BREACHED;
    const bool at_risk = record.at_risk_since_ms != 0;
    accuracy.warned += record.warnings > 0 ? 1 : 0;
    accuracy.breaches += breached ? 1 : 0;
    accuracy.false_alarms += at_risk && !breached ? 1 : 0;
    if (at_risk && breached) ahead_ms.push_back(record.due_at_ms - record.at_risk_since_ms);
  }
  accuracy.predicted = ahead_ms.size();
  if (ahead_ms.empty()) return accuracy;
  const auto middle = ahead_ms.begin() + static_cast<std::ptrdiff_t>((ahead_ms.size() - 1) / 2);
  std::ranges::nth_element(ahead_ms, middle);
  accuracy.median_ahead_ms = *middle;
  return accuracy;
}

}  // namespace turnout::replay
