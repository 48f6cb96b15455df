// The part of a trace that is played.
#pragma once

#include "replay/options.h"
#include "trace/trace.h"
#include "trace/trace_map.h"

namespace turnout::replay {

// The trace with the calls of the period alone. Its flaws are still those of the whole file. Throws
// geo::DataError; NotPlayable for a time that cannot be read and a period without a call.
trace::Trace read_slice(const Options& options, const trace::TraceMap& map);

}  // namespace turnout::replay
