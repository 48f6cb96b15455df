// Servers that answer ReportIncident at once with what it said: what gRPC alone costs, and what our RPC layer
// adds. Each runs in a separate process, as a service does.
#pragma once

#include <string>

namespace turnout::bench {

// Both serve until SIGTERM. First statement of main, before any thread exists.
int serve_raw_echo(const std::string& address);  // gRPC's callback API, nothing else
int serve_rpc_echo(const std::string& address);  // through rpc::Server and rpc::Bridge to a coroutine

}  // namespace turnout::bench
