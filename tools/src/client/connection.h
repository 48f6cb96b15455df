// Addresses and time bounds of the services, with their flags and environment variables.
#pragma once

#include <chrono>
#include <string>

#include "tls/certificates.h"

namespace CLI {
class App;
}

namespace turnout::client {

struct Connection {
  std::string intake = "127.0.0.1:7110";
  std::string dispatch = "127.0.0.1:7120";
  std::string accountability = "127.0.0.1:7130";
  std::string records = "127.0.0.1:7170";
  std::chrono::milliseconds deadline{5000};   // of one try of a call; the services refuse more than 10 s
  std::chrono::milliseconds retry_for{5000};  // latest start of a repetition after the first try; 0 = one try
  tls::Files tls{.authorities = {"--tls-ca"}};  // absent = plain connections
};

// Adds --intake, --dispatch, --accountability, --records (TURNOUT_INTAKE, …), --tls-ca, --tls-cert, --tls-key
// (TURNOUT_TLS_CA, …), --timeout and --retry-for (seconds).
// `connection` must outlive the parsing; its values are the defaults.
void add_connection_flags(CLI::App& app, Connection& connection);

}  // namespace turnout::client
