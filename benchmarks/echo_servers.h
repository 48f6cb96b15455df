// Servers that answer ReportIncident at once with what it said: what gRPC alone costs, and what our RPC layer
// adds. Each is a process of its own, as a service is.
#pragma once

#include <string>

namespace turnout::bench {

// Both serve until SIGTERM. First statement of main, before any thread exists.
int serve_raw_echo(const std::string& address);  // gRPC's callback API, nothing else
int serve_rpc_echo(const std::string& address);  // through rpc::Server and rpc::Bridge to a coroutine

}  // namespace turnout::bench
