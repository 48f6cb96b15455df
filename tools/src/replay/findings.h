// The results of a replay. Both reports present this model.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "replay/call_record.h"
#include "replay/comparison.h"
#include "replay/player.h"
#include "replay/prediction_accuracy.h"
#include "trace/trace.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::replay {

struct FlawCount {
  std::string_view name;
  std::string_view meaning;
  std::size_t count = 0;
};

// Real time from the time at which a report or stage was due to its answer. All zero without answers.
struct AnswerTimes {
  double median_ms = 0;
  double p99_ms = 0;
  double max_ms = 0;
};

struct Findings {
  // Collected by the replay.
  std::string run;
  double speed = 1;
  std::string zone;               // the trace's time zone
  std::int64_t tolerance_ms = 0;  // a call this close to its limit is near the limit
  trace::Trace trace;             // the replayed calls; the flaws of the whole file
  PlanFlaws plan_flaws;
  Played played;
  std::vector<CallRecord> records;  // by call
  v1::ComplianceRow compliance;     // of the replayed period

  // Computed by conclude().
  std::size_t orders = 0;  // of the replayed calls
  AnswerTimes answer_times;
  Comparison comparison;
  std::vector<StageComparison> stages;
  std::vector<BandComparison> bands;
  PredictionAccuracy predictions;
  std::int64_t late_ms = 0;           // sum of compliance.late
  std::vector<FlawCount> file_flaws;  // every kind, over all rows of the file
  std::vector<FlawCount> play_flaws;  // every kind
  std::vector<std::string> faults;    // sentences about faults beyond single calls

  bool as_the_file() const { return faults.empty() && comparison.count(Standing::kUnexplained) == 0; }
};

// Computes the second half of `findings` from the first.
void conclude(Findings& findings);

}  // namespace turnout::replay
