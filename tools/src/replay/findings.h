// The results of a replay. Both reports present this model.
#pragma once

#include <string>
#include <vector>

#include "replay/call_record.h"
#include "replay/comparison.h"
#include "replay/flaw_table.h"
#include "replay/idle_time.h"
#include "replay/player.h"
#include "replay/prediction_accuracy.h"
#include "trace/trace.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::replay {

// Real time from the due time of a report or stage to its answer. All zero without answers.
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
  trace::Trace trace;             // the played calls; the flaws of the whole file
  IdleTime idle;                  // what was skipped; empty = nothing
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

  // True if the file does not have a stage at one of the two ends: then nothing is known of the time between.
  bool is_absent(trace::Stage from, trace::Stage to) const {
    return trace.absent.contains(from) || trace.absent.contains(to);
  }
  // An instant of a call as the file has it.
  std::int64_t in_file(std::size_t call, std::int64_t at_ms) const {
    return idle.moved_ms.empty() ? at_ms : at_ms + idle.moved_ms[call];
  }
  std::int64_t skipped_ms() const { return idle.skipped_ms(); }
  bool turnout_is_absent() const { return is_absent(trace::Stage::kReceived, trace::Stage::kEnRoute); }
  bool as_the_file() const { return faults.empty() && comparison.count(Standing::kUnexplained) == 0; }
};

// Computes the second half of `findings` from the first.
void conclude(Findings& findings);

}  // namespace turnout::replay
