#include "replay/options.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <iostream>

#include "client/new_id.h"
#include "domain/form.h"
#include "replay/errors.h"

namespace turnout::replay {
namespace {

constexpr double kRealDifferenceMs = 20;  // real time for sending and answering, at any speed
constexpr std::chrono::seconds kRetryFor{120};

constexpr const char* kFooter =
    "The trace's own times count, so the services' policy must accept imported times "
    "(deploy/traces/policy.yaml).\n"
    "Killed services and a killed Redis are waited for, 120 s each time.\n"
    "\n"
    "Exit codes:\n"
    "  0  replayed; every verdict agrees with the file, except for calls near their limit\n"
    "  1  replayed with unexplained differences, or stopped\n"
    "  2  wrong usage or data, or services of another city, clock or policy\n"
    "  3  a service is unavailable";

// The repository in which this program was built; the program is in build/PRESET/bin.
std::filesystem::path programs() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}
std::filesystem::path repository() {
  return programs().parent_path().parent_path().parent_path();
}

void declare(CLI::App& app, Options& options, double& limit_difference_s) {
  app.add_option("TRACE", options.trace, "dispatch export, .csv or .csv.gz")->required();
  app.add_option("--map", options.map, "what its columns mean (YAML)")->required();
  app.add_option("--speed", options.speed, "simulated seconds a real second; required to play")
      ->check(CLI::Range(0.001, 10'000.0));
  app.add_flag("--explain", options.explain,
               "play nothing: say what each column became, with three rows, and what the file lacks");
  app.add_flag("--skip-idle", options.skip_idle,
               "leave out stretches in which no call is under way; reports show the file's own times");
  app.add_option("--from", options.from, "only calls received at or after this")->type_name("TIME");
  app.add_option("--to", options.to, "only calls received before this; in the map's zone, or with an offset")
      ->type_name("TIME");
  app.add_option("--run-id", options.run, "name of the run; repeating a run changes nothing [random]");
  app.add_option("--json", options.json, "also write the report to this file")->type_name("FILE");
  app.add_option("--limit-difference", limit_difference_s,
                 "simulated seconds around the limit within which a call counts as near it [speed x 0.02]")
      ->check(CLI::Range(0.0, 3'600.0))
      ->type_name("SECONDS");
  auto* with = app.add_flag("--with-services", options.with_services,
                            "start a private Redis and private services, and stop them after the run");
  app.add_option("--jurisdictions", options.jurisdictions, "city of the private services (GeoJSON)")
      ->needs(with)
      ->type_name("FILE");
  app.add_option("--policy", options.policy, "policy of the private services [deploy/traces/policy.yaml]")
      ->needs(with)
      ->type_name("FILE");
  client::add_connection_flags(app, options.connection);
}

void check(Options& options) {
  if (!options.explain && options.speed == 0) throw CLI::RequiredError("--speed");
  if (options.with_services && options.jurisdictions.empty()) {
    throw CLI::ValidationError("--with-services", "needs --jurisdictions");
  }
  if (options.run.empty()) options.run = client::new_id();
  if (!domain::Form().id("--run-id", options.run).result()) {
    throw CLI::ValidationError("--run-id", "must be 1 to 64 characters of A-Z a-z 0-9 . _ : -");
  }
  options.programs = programs();
  options.redis = repository() / "deploy/redis";
  if (options.policy.empty()) options.policy = repository() / "deploy/traces/policy.yaml";
}

}  // namespace

ParsedOptions parse_options(int count, char** words) {
  CLI::App app("Replays a dispatch export through Turnout's services and reports the result.", "replay");
  app.footer(kFooter);
  Options options;
  options.connection.retry_for = kRetryFor;
  double limit_difference_s = -1;
  declare(app, options, limit_difference_s);
  try {
    app.parse(count, words);
    check(options);
  } catch (const CLI::Success& help) {
    return {std::nullopt, app.exit(help)};
  } catch (const CLI::ParseError& wrong) {
    std::cerr << "replay: " << wrong.what() << " (see replay --help)\n";
    return {std::nullopt, kNotPlayable};
  }
  options.limit_difference_ms = limit_difference_s < 0 ? std::llround(options.speed * kRealDifferenceMs)
                                                       : std::llround(limit_difference_s * 1'000);
  return {std::move(options), 0};
}

}  // namespace turnout::replay
