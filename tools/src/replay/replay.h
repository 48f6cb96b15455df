// One replay from the trace to the report.
#pragma once

#include "replay/options.h"

namespace turnout::replay {

// Progress on standard error, the report on standard output. Returns true if the verdicts agree with the file.
// Throws geo::DataError, NotPlayable, NotServing, client::Unanswered, Stopped.
bool replay(const Options& options);

// Prints what the map makes of the trace. False if none of its rows can be used. Throws geo::DataError.
bool explain(const Options& options);

}  // namespace turnout::replay
