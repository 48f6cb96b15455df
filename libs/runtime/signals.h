// Stop signals: only main takes SIGTERM and SIGINT.
#pragma once

namespace turnout::runtime {

// Must be the first statement of main, before any thread exists: gRPC's threads inherit the mask, so that no
// signal handler ever runs in them. Blocks SIGTERM and SIGINT. Ignores SIGPIPE, which a write to a lost connection
// would raise.
void block_stop_signals();

// Sleeps until SIGTERM or SIGINT arrives and returns its number. Needs block_stop_signals().
int wait_for_stop_signal();

// True if wait_for_stop_signal() would return at once.
bool stop_signal_is_pending();

}  // namespace turnout::runtime
