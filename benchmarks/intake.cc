// turnout-bench-intake: what a reported call costs, beside what gRPC and Redis alone can do.
//
// Four paths are measured in turn, over and over, so that what else the machine does meets all alike. Each server
// is a separate process; every run has fresh ones and a fresh Redis with `appendfsync always`. Called
// from the root of the repository (tools/bench).
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "commit_load.h"
#include "echo_servers.h"
#include "replay/child_process.h"
#include "report_load.h"
#include "runtime/log.h"
#include "testing/private_redis.h"
#include "text/terminal.h"

namespace turnout::bench {
namespace {

using replay::ChildProcess;
using std::chrono::milliseconds;

constexpr std::size_t kPaths = 4;
enum Path : std::size_t { kRawEcho, kRpcEcho, kCommit, kIntake };
constexpr std::array<const char*, kPaths> kNames = {"raw gRPC echo", "echo through the RPC layer",
                                                    "commit function, raw client",
                                                    "ReportIncident end to end"};
constexpr std::array<std::size_t, 3> kInFlight = {64, 128, 1};

struct Plan {
  std::size_t repetitions = 5;
  milliseconds length{2'000};  // of one measurement
};

// The medians of each path at one number in flight.
using Medians = std::array<Measured, kPaths>;

std::filesystem::path this_program() {
  return std::filesystem::read_symlink("/proc/self/exe");
}

// Runs a server from its start to its stop around a load of reports.
Measured report_to(std::vector<std::string> words, const testing::ReservedPort& port, std::size_t in_flight,
                   milliseconds length) {
  const testing::TemporaryFolder folder;
  const ChildProcess server("the server", words, folder.path() / "log");
  try {
    return report(port.number(), in_flight, length);
  } catch (const std::exception& error) {
    throw std::runtime_error(fmt::format("{}; {}: {}", error.what(), words.front(), server.last_words()));
  }
}

Measured measure_echo(const std::string& kind, std::size_t in_flight, milliseconds length) {
  const testing::ReservedPort port;
  const std::string address = fmt::format("127.0.0.1:{}", port.number());
  return report_to({"/proc/self/exe", kind, address}, port, in_flight, length);
}

Measured measure_intake(std::size_t in_flight, milliseconds length) {
  const testing::PrivateRedis redis;
  const testing::ReservedPort port;
  const testing::ReservedPort metrics_port;
  const auto loopback = [](std::uint16_t number) { return fmt::format("127.0.0.1:{}", number); };
  return report_to({this_program().parent_path() / "turnout-intake", "--listen", loopback(port.number()),
                    "--metrics-listen", loopback(metrics_port.number()), "--redis", loopback(redis.port()),
                    "--stations", "deploy/city/stations.geojson", "--policy", "deploy/city/policy.yaml"},
                   port, in_flight, length);
}

Measured measure(Path path, std::size_t in_flight, milliseconds length) {
  switch (path) {
    case kRawEcho:
      return measure_echo("raw-echo", in_flight, length);
    case kRpcEcho:
      return measure_echo("rpc-echo", in_flight, length);
    case kCommit:
      return commit(testing::PrivateRedis().port(), in_flight, length);
    case kIntake:
      break;
  }
  return measure_intake(in_flight, length);
}

// One line of progress, if somebody watches.
void show(const std::string& progress) {
  if (text::is_terminal(STDERR_FILENO)) std::cerr << fmt::format("\r{:40}\r{}", "", progress);
}

Medians measure_all(std::size_t in_flight, const Plan& plan) {
  std::array<std::vector<Measured>, kPaths> runs;
  for (std::size_t repetition = 0; repetition < plan.repetitions; ++repetition) {
    for (const Path path : {kRawEcho, kRpcEcho, kCommit, kIntake}) {
      show(fmt::format("{} in flight, run {} of {}", in_flight, repetition + 1, plan.repetitions));
      runs[path].push_back(measure(path, in_flight, plan.length));
    }
  }
  show("");
  Medians medians;
  for (std::size_t path = 0; path < kPaths; ++path) medians[path] = median(runs[path]);
  return medians;
}

void print(const std::vector<Medians>& levels, const Plan& plan) {
  using text::Align;
  std::vector<text::Column> columns = {{"path"}};
  for (const std::size_t in_flight : kInFlight) {
    if (in_flight > 1) columns.push_back({fmt::format("{} in flight, 1/s", in_flight), Align::kRight});
  }
  columns.push_back({"1 in flight, 1/s", Align::kRight});
  columns.push_back({"p50, µs", Align::kRight});
  columns.push_back({"p99, µs", Align::kRight});
  text::Table table(columns);
  for (std::size_t path = 0; path < kPaths; ++path) {
    std::vector<text::Cell> row = {kNames[path]};
    for (const Medians& level : levels) row.emplace_back(fmt::format("{:.0f}", level[path].per_second));
    row.emplace_back(fmt::format("{:.0f}", levels.back()[path].p50_us));
    row.emplace_back(fmt::format("{:.0f}", levels.back()[path].p99_us));
    table.add(std::move(row));
  }
  for (const std::string& line : table.lines({.columns = 120, .colours = false})) std::cout << line << '\n';
  std::cout << fmt::format("Medians of {} runs of {} ms each.\n", plan.repetitions, plan.length.count());
}

double ratio(const Medians& medians, Path path, Path to) {
  return medians[path].per_second / medians[to].per_second;
}

int run(const Plan& plan) {
  log::set_least_level(log::Level::kWarning);
  std::vector<Medians> levels;
  for (const std::size_t in_flight : kInFlight) levels.push_back(measure_all(in_flight, plan));
  print(levels, plan);
  const Medians& at_64 = levels.front();
  std::cout << fmt::format("RESULT intake rpc_to_echo={:.2f} intake_to_commit={:.2f} intake_to_echo={:.2f}\n",
                           ratio(at_64, kRpcEcho, kRawEcho), ratio(at_64, kIntake, kCommit),
                           ratio(at_64, kIntake, kRawEcho));
  return 0;
}

}  // namespace
}  // namespace turnout::bench

int main(int argc, char** argv) {
  using namespace turnout::bench;
  // How the program starts itself as a server: raw-echo ADDRESS, rpc-echo ADDRESS.
  const std::vector<std::string> words(argv + 1, argv + argc);
  try {
    if (words.size() == 2 && words[0] == "raw-echo") return serve_raw_echo(words[1]);
    if (words.size() == 2 && words[0] == "rpc-echo") return serve_rpc_echo(words[1]);
    CLI::App app("What a reported call costs, beside gRPC and Redis alone", "tools/bench intake");
    Plan plan;
    double seconds = 2;
    app.add_option("--repetitions", plan.repetitions, "runs of each path, interleaved")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    app.add_option("--seconds", seconds, "length of one run")
        ->check(CLI::Range(0.1, 10.0))
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    plan.length = milliseconds(static_cast<int>(seconds * 1'000));
    return run(plan);
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << '\n';
    return 1;
  }
}
