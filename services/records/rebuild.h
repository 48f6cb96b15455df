// turnout-records --rebuild: makes everything that is derived from the archived events again.
#pragma once

#include "chassis/options.h"

namespace turnout::records {

// Returns the exit code: 0 when it is done; 2 if the archive cannot be used, 3 if it cannot be reached. Prints one sentence.
int rebuild(const chassis::Options& options);

}  // namespace turnout::records
