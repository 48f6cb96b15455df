// The options of a service: flags, or the same keys in a file (--config FILE, TOML: key = value).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "runtime/clock.h"
#include "runtime/listen_address.h"
#include "tls/certificates.h"

namespace turnout::chassis {

// The name and the default ports of a service.
struct ServiceIdentity {
  std::string name;  // "intake", "dispatch", "accountability" or "records"
  std::uint16_t rpc_port = 0;
  std::uint16_t metrics_port = 0;
  bool reads_only = false;  // commits nothing, and repairs no damaged states
};

struct Options {
  std::string district;
  runtime::ListenAddress listen;                       // loopback unless there is TLS
  tls::Files tls{.authorities = {"--tls-client-ca"}};  // for RPCs; the rest is loopback only
  std::size_t max_connections = 0;
  std::size_t max_connections_per_address = 0;
  std::size_t max_memory_mib = 0;  // resident
  runtime::ListenAddress metrics_listen;
  runtime::ListenAddress redis;
  std::string redis_user;
  std::string redis_password_file;   // empty = Redis needs no password
  std::string redis_password;        // the first line of that file; never printed
  std::string fingerprint_key_file;  // empty = fingerprints of requests are not secret
  std::string fingerprint_key;       // the first line of that file; never printed
  std::string stations_file;
  std::string policy_file;
  std::string roster_file;  // empty = nobody is on duty
  std::string units_file;   // dispatch only; empty = units are registered by RPC alone
  std::string
      archive;  // records only: the database, see archive/open_archive.h; never printed with its password
  bool rebuild = false;  // records only: make the derived tables again and end
  runtime::ClockAnchors clock;
  std::chrono::milliseconds
      clock_tolerance{};    // allowed difference between the host's clock and Redis' at start
  bool simulation = false;  // a speed other than 1 is refused without it
};

// The options, or the exit code: 0 after --help, 2 after an error, which was printed on standard error as one
// sentence that names the key.
struct ParsedOptions {
  std::optional<Options> options;
  int exit_code = 0;
};
ParsedOptions parse_options(const ServiceIdentity& identity, int argc, char** argv);

// Key and value of each option, one per line, for the log at start.
std::string printed(const Options& options);

}  // namespace turnout::chassis
