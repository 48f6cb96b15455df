// Compares the services' verdicts with those that the file implies: met if the first unit is en route within the limit,
// else breached. A file that lacks one end of the turnout implies none. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "replay/call_record.h"
#include "replay/file_figures.h"
#include "trace/trace.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::replay {

// The class of a call whose verdict differs from the file's.
enum class Standing {
  kNearLimit,    // the first en route is so close to the limit that the time of sending decides the verdict
  kExplained,    // the verdict is right, or the record shows why it differs
  kUnexplained,  // a fault of the services or of the replay
};

struct Difference {
  std::size_t call = 0;  // place in the calls
  Standing standing = Standing::kUnexplained;
  std::string reason;  // one clause
};

// The turnout verdicts of one area.
struct AreaVerdicts {
  std::size_t calls = 0;
  std::size_t met = 0;
  std::size_t met_reported_late = 0;
  std::size_t breached = 0;
  std::size_t other = 0;         // none of the three: still running, cancelled or missing
  std::size_t file_in_time = 0;  // what the file implies

  std::size_t in_time() const { return met + met_reported_late; }
};

struct Comparison {
  std::map<v1::AreaClass, AreaVerdicts> areas;
  std::vector<Difference> differences;  // in the order of the calls

  std::size_t count(Standing standing) const;
};

// `records[i]` is what the services have of `calls[i]`. `tolerance_ms`: how near to the limit is near. If the turnout is
// absent, verdicts are neither counted nor compared.
Comparison compare(const std::vector<trace::TraceCall>& calls, const std::vector<CallRecord>& records,
                   std::int64_t tolerance_ms, bool turnout_is_absent = false);

// One stage's figures from the services and from the file.
struct StageComparison {
  RecordedStage stage;
  v1::StageFigures services;
  v1::StageFigures file;
  std::int64_t difference_ms = 0;  // the greatest of median, p90 and p95
  bool equal = false;              // within the tolerances, including the counts
};

// For the recorded stages, in their order. `changed_rows`: rows that the plan replays differently from the file; counts
// may differ by this number.
std::vector<StageComparison> compare_stages(const v1::ComplianceRow& services,
                                            const std::vector<trace::TraceCall>& calls,
                                            std::int64_t tolerance_ms, std::size_t changed_rows);

// Calls whose first unit was en route or on scene within 5 and 10 minutes, the two promised times.
struct BandComparison {
  v1::Band services;
  v1::Band file;
};
std::vector<BandComparison> compare_bands(const v1::ComplianceRow& services,
                                          const std::vector<trace::TraceCall>& calls);

}  // namespace turnout::replay
