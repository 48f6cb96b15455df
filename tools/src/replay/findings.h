// Everything that a replay found out, for its two reports.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "replay/call_record.h"
#include "replay/comparison.h"
#include "replay/foretold.h"
#include "replay/player.h"
#include "trace/trace.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::replay {

struct Findings {
  std::string run;
  double speed = 1;
  std::string zone;               // the trace's local time
  std::int64_t tolerance_ms = 0;  // what counts as near a limit

  trace::Trace trace;  // its calls are those that were played; its flaws those of the whole file
  PlanFlaws plan_flaws;
  Played played;
  std::vector<CallRecord> records;  // by call
  Comparison comparison;
  std::vector<StageComparison> stages;
  std::vector<BandComparison> bands;
  Foretold foretold;
  v1::ComplianceRow compliance;  // of the period that was played

  // Sentences about what is wrong beyond single calls.
  std::vector<std::string> faults;

  bool as_the_file() const { return faults.empty() && comparison.count(Standing::kUnexplained) == 0; }
};

// Fills `comparison`, `stages`, `bands`, `foretold` and `faults` from the rest.
void conclude(Findings& findings);

struct FlawCount {
  std::string_view name;
  std::string_view meaning;
  std::size_t count = 0;
};
// Also those that were not found. The file's are those of all its rows, whatever part was played.
std::vector<FlawCount> flaws_of_file(const Findings& findings);
std::vector<FlawCount> flaws_of_play(const Findings& findings);

std::size_t count_assignments(const std::vector<trace::TraceCall>& calls);

}  // namespace turnout::replay
