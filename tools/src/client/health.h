// The standard health check (grpc.health.v1) of a service, used by supervisors and containers.
#pragma once

#include <string>

#include "client/connection.h"

namespace turnout::client {

// Returns if the service at this address reports SERVING. Throws Unanswered if it reports another status or does not
// answer within the connection's deadline. Asks once.
void require_serving(const Connection& connection, const std::string& service, const std::string& address);

}  // namespace turnout::client
