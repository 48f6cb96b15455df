// Accuracy of the services' warnings and predictions for turnout clocks, measured against the verdicts. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "replay/call_record.h"

namespace turnout::replay {

struct PredictionAccuracy {
  std::size_t warned = 0;     // calls with a warning before their deadline
  std::size_t breaches = 0;   // calls with a breached clock
  std::size_t predicted = 0;  // breaches that were predicted
  std::int64_t median_ahead_ms =
      0;  // median time from prediction to deadline of the predicted breaches; 0 = none
  std::size_t false_alarms = 0;  // predicted breaches that did not happen
};

PredictionAccuracy prediction_accuracy_of(const std::vector<CallRecord>& records);

}  // namespace turnout::replay
