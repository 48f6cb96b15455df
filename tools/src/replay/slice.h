// The part of a trace that is replayed.
#pragma once

#include "replay/options.h"
#include "trace/trace.h"
#include "trace/trace_map.h"

namespace turnout::replay {

// The trace with only the calls of the period. Its flaws are still those of the whole file. Throws
// geo::DataError; NotPlayable for a time that cannot be read or a period without calls.
trace::Trace read_slice(const Options& options, const trace::TraceMap& map);

}  // namespace turnout::replay
