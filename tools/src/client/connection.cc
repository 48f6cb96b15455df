#include "client/connection.h"

#include <CLI/CLI.hpp>

#include "client/seconds_flag.h"

namespace turnout::client {
namespace {

constexpr const char* kGroup = "Connection";

void add_address(CLI::App& app, std::string& address, const std::string& service, const char* variable) {
  app.add_option("--" + service, address, "address of the " + service + " service")
      ->envname(variable)
      ->capture_default_str()
      ->type_name("HOST:PORT")
      ->group(kGroup);
}

CLI::Option* add_file(CLI::App& app, tls::File& file, const char* variable, const std::string& meaning) {
  return app.add_option(file.option, file.path, meaning)->envname(variable)->type_name("FILE")->group(kGroup);
}

void add_certificates(CLI::App& app, tls::Files& files) {
  auto* authorities = add_file(app, files.authorities, "TURNOUT_TLS_CA",
                               "authorities of the services' certificates (PEM); without this option no TLS");
  auto* certificate = add_file(app, files.certificate, "TURNOUT_TLS_CERT",
                               "certificate of this client, with its chain (PEM)");
  auto* key = add_file(app, files.key, "TURNOUT_TLS_KEY", "private key of --tls-cert (PEM)");
  authorities->needs(certificate);
  certificate->needs(key);
  key->needs(authorities);
}

}  // namespace

void add_connection_flags(CLI::App& app, Connection& connection) {
  add_address(app, connection.intake, "intake", "TURNOUT_INTAKE");
  add_address(app, connection.dispatch, "dispatch", "TURNOUT_DISPATCH");
  add_address(app, connection.accountability, "accountability", "TURNOUT_ACCOUNTABILITY");
  add_address(app, connection.records, "records", "TURNOUT_RECORDS");
  add_certificates(app, connection.tls);
  add_seconds_flag(app, connection.deadline,
                   {"--timeout", "seconds for one try of a call, 0.1 to 10 [5]", 0.1, 10, kGroup});
  add_seconds_flag(
      app, connection.retry_for,
      {"--retry-for", "seconds for which an unanswered call is repeated, 0 to 3600 [5]", 0, 3600, kGroup});
}

}  // namespace turnout::client
