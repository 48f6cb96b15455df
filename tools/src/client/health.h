// The standard health check (grpc.health.v1) of a service: what supervisors and containers ask.
#pragma once

#include <string>

#include "client/connection.h"

namespace turnout::client {

// Returns if the service at this address says that it serves. Throws Unanswered if it says something else, or
// nothing within the connection's deadline; it is asked once.
void require_serving(const Connection& connection, const std::string& service, const std::string& address);

}  // namespace turnout::client
