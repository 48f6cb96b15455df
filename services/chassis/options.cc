#include "chassis/options.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "domain/form.h"

namespace turnout::chassis {
namespace {

// From the difference that raises an alarm to the shortest limit of the shipped policies.
constexpr std::int64_t kLeastToleranceMs = 500;
constexpr std::int64_t kMaxToleranceMs = 30'000;

// Options as CLI11 reads them, before they are checked together.
struct Texts {
  std::string listen;
  std::string metrics_listen;
  std::string redis = "127.0.0.1:7379";
  std::int64_t clock_tolerance_ms = 5'000;
};

std::int64_t wall_now_ms() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
}

void declare_tls(CLI::App& app, tls::Files& files) {
  auto* certificate = app.add_option(files.certificate.option, files.certificate.path,
                                     "certificate of the service, with its chain (PEM)");
  auto* key = app.add_option(files.key.option, files.key.path, "private key of --tls-cert (PEM)");
  auto* authorities = app.add_option(files.authorities.option, files.authorities.path,
                                     "authorities of the clients' certificates (PEM)");
  certificate->needs(key);
  key->needs(authorities);
  authorities->needs(certificate);
}

void declare_bounds(CLI::App& app, const ServiceIdentity& identity, Options& options) {
  // Three quarters of the memory that its unit allows.
  const int memory_mib = identity.name == "accountability" ? 1'536 : 768;
  app.add_option("--max-connections", options.max_connections, "connections of clients")
      ->default_val(4'096)
      ->check(CLI::Range(16, 65'536));
  app.add_option("--max-connections-per-address", options.max_connections_per_address,
                 "connections of clients from one address")
      ->default_val(1'024)
      ->check(CLI::Range(1, 65'536));
  app.add_option("--max-memory-mib", options.max_memory_mib, "memory at which the service starts again, MiB")
      ->default_val(memory_mib)
      ->check(CLI::Range(256, 65'536));
}

void declare(CLI::App& app, const ServiceIdentity& identity, Options& options, Texts& texts) {
  const std::string loopback = "127.0.0.1:";
  texts.listen = loopback + std::to_string(identity.rpc_port);
  texts.metrics_listen = loopback + std::to_string(identity.metrics_port);
  app.set_config("--config", "", "file with the same keys, key = value (TOML)");
  app.add_option("--district", options.district, "district served")->default_val("demo");
  app.add_option("--listen", texts.listen, "address for RPCs, loopback only without TLS")
      ->capture_default_str();
  declare_tls(app, options.tls);
  declare_bounds(app, identity, options);
  app.add_option("--metrics-listen", texts.metrics_listen, "address for /metrics, loopback only")
      ->capture_default_str();
  app.add_option("--redis", texts.redis, "address of the district's Redis")->capture_default_str();
  app.add_option("--redis-user", options.redis_user, "Redis user of this service")->default_val("default");
  app.add_option("--redis-password-file", options.redis_password_file, "file with that user's password");
  app.add_option(
      "--fingerprint-key-file", options.fingerprint_key_file,
      "file with the district's secret for the fingerprints of requests, the same for every service");
  app.add_option("--stations", options.stations_file, "stations with their jurisdictions (GeoJSON)")
      ->required();
  app.add_option("--policy", options.policy_file, "limits, warnings and ladders (YAML)")->required();
  app.add_option("--roster", options.roster_file, "duty roster (YAML)");
  if (identity.name == "dispatch") {
    app.add_option("--units", options.units_file, "units to register at start (YAML)");
  }
  if (identity.name == "records") {
    app.add_option("--archive", options.archive,
                   "database of the past: a file (SQLite), or postgresql://HOST/DATABASE (PostgreSQL)")
        ->required();
    app.add_flag("--rebuild", options.rebuild,
                 "make every table again from the archived events, then end; needs no Redis");
  }
  app.add_option("--clock-anchor-sim-ms", options.clock.sim_ms, "service time at the anchor, Unix ms");
  app.add_option("--clock-anchor-wall-ms", options.clock.wall_ms, "host time at the anchor, Unix ms");
  app.add_option("--clock-speed", options.clock.speed, "service seconds per real second")
      ->capture_default_str();
  app.add_option("--clock-tolerance-ms", texts.clock_tolerance_ms,
                 "allowed difference between Redis' clock and the host's at start, ms")
      ->capture_default_str();
  app.add_flag("--simulation", options.simulation, "allow a clock speed other than 1");
}

template <class Parse>
runtime::ListenAddress address(const std::string& key, const std::string& text, Parse parse) {
  try {
    return parse(text);
  } catch (const std::invalid_argument& error) {
    throw CLI::ValidationError(key, error.what());
  }
}

std::string first_line(const std::string& key, const std::string& path, const std::string& what) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  if (line.empty())
    throw CLI::ValidationError(key, "must name a file whose first line is " + what + ": " + path);
  return line;
}

void check(Options& options, const Texts& texts) {
  if (!domain::Form().id("--district", options.district).result()) {
    throw CLI::ValidationError("--district", "must be 1 to 64 characters of A-Z a-z 0-9 . _ : -");
  }
  options.listen = address("--listen", texts.listen, runtime::parse_listen_address);
  if (!options.listen.is_loopback() && !options.tls.given()) {
    throw CLI::ValidationError("--listen", "others can reach " + options.listen.text() +
                                               ": that needs --tls-cert, --tls-key and --tls-client-ca");
  }
  options.metrics_listen = address("--metrics-listen", texts.metrics_listen, runtime::parse_loopback_address);
  options.redis = address("--redis", texts.redis, runtime::parse_loopback_address);
  if (!options.redis_password_file.empty()) {
    options.redis_password = first_line("--redis-password-file", options.redis_password_file, "the password");
  } else if (options.redis_user != "default") {
    throw CLI::ValidationError("--redis-user", "needs --redis-password-file");
  }
  if (!options.fingerprint_key_file.empty()) {
    options.fingerprint_key =
        first_line("--fingerprint-key-file", options.fingerprint_key_file, "the secret");
  }
  if (!(options.clock.speed >= 0.001 && options.clock.speed <= 10'000)) {
    throw CLI::ValidationError("--clock-speed", "must be 0.001 to 10000");
  }
  if (options.clock.speed != 1 && !options.simulation) {
    throw CLI::ValidationError("--clock-speed",
                               "other than 1 needs --simulation: production runs in real time");
  }
  if (texts.clock_tolerance_ms < kLeastToleranceMs || texts.clock_tolerance_ms > kMaxToleranceMs) {
    throw CLI::ValidationError("--clock-tolerance-ms", "must be 500 to 30000");
  }
  options.clock_tolerance = std::chrono::milliseconds(texts.clock_tolerance_ms);
  if (options.clock.wall_ms == 0) options.clock.wall_ms = wall_now_ms();
  if (options.clock.sim_ms == 0) options.clock.sim_ms = options.clock.wall_ms;
}

}  // namespace

ParsedOptions parse_options(const ServiceIdentity& identity, int argc, char** argv) {
  CLI::App app("Turnout " + identity.name + " service", "turnout-" + identity.name);
  Options options;
  Texts texts;
  declare(app, identity, options, texts);
  try {
    app.parse(argc, argv);
    check(options, texts);
    return {.options = options, .exit_code = 0};
  } catch (const CLI::CallForHelp& help) {
    return {.options = std::nullopt, .exit_code = app.exit(help)};
  } catch (const CLI::ParseError& error) {
    std::cerr << "turnout-" << identity.name << ": " << error.what() << "\n";
    return {.options = std::nullopt, .exit_code = 2};
  }
}

std::string printed(const Options& options) {
  std::ostringstream text;
  text << "district = " << options.district << "\nlisten = " << options.listen.text()
       << "\ntls-cert = " << options.tls.certificate.path << "\ntls-key = " << options.tls.key.path
       << "\ntls-client-ca = " << options.tls.authorities.path
       << "\nmax-connections = " << options.max_connections
       << "\nmax-connections-per-address = " << options.max_connections_per_address
       << "\nmax-memory-mib = " << options.max_memory_mib
       << "\nmetrics-listen = " << options.metrics_listen.text() << "\nredis = " << options.redis.text()
       << "\nredis-user = " << options.redis_user << "\nredis-password-file = " << options.redis_password_file
       << "\nfingerprint-key-file = " << options.fingerprint_key_file
       << "\nstations = " << options.stations_file << "\npolicy = " << options.policy_file
       << "\nroster = " << options.roster_file << "\nunits = " << options.units_file
       << "\nclock-anchor-sim-ms = " << options.clock.sim_ms
       << "\nclock-anchor-wall-ms = " << options.clock.wall_ms << "\nclock-speed = " << options.clock.speed
       << "\nclock-tolerance-ms = " << options.clock_tolerance.count()
       << "\nsimulation = " << (options.simulation ? "true" : "false") << "\n";
  return text.str();
}

}  // namespace turnout::chassis
