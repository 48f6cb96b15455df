// Finds out why a plain connection is not accepted.
#pragma once

#include <string>

namespace turnout::client {

// True if whatever listens at HOST:PORT answers the beginning of a TLS handshake. Needs no certificate. Takes at most two
// seconds; false if nothing can be reached.
bool speaks_tls(const std::string& address);

}  // namespace turnout::client
