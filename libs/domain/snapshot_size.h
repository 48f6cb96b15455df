// The size of a stored incident is bounded, however much is reported about it.
#pragma once

#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// Drops texts and old entries until the state has at most kMaxSnapshotBytes: first the oldest notes, then the words of calls between
// the first and the newest, then what people gave as reasons, then old requests; of orders that have ended when they were delivered
// and read; then those calls themselves; then who reported and adjudicated the times of orders that have ended; at last every call
// but the first. What decides anything stays: orders, clocks,
// times that count, who is responsible. The log keeps everything. Part of `apply`: the same events always leave the same state.
void bound_size(v1::Incident& incident);

}  // namespace turnout::domain
