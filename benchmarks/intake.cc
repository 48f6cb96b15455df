// turnout-bench-intake: what a reported call costs, beside what gRPC and Redis alone can do, and whether it costs more with many
// open incidents or when everybody calls about the same event.
//
// The paths are measured in turn, over and over, so that what else the machine does meets all alike. Each server
// is a separate process, and every Redis runs with `appendfsync always`; that of an empty district is fresh for every run. Called
// from the root of the repository (tools/bench).
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "bench_district.h"
#include "call_load.h"
#include "commit_load.h"
#include "echo_servers.h"
#include "fill.h"
#include "real_service.h"
#include "runtime/log.h"
#include "text/terminal.h"

namespace turnout::bench {
namespace {

using replay::ChildProcess;
using std::chrono::milliseconds;

enum Path : std::size_t { kRawEcho, kRpcEcho, kCommit, kIntake, kIntake10k, kIntake100k, kStorm };
constexpr std::array<const char*, 7> kNames = {"raw gRPC echo",
                                               "echo through the RPC layer",
                                               "commit function, raw client",
                                               "ReportIncident end to end",
                                               "… with 10,000 open incidents",
                                               "… with 100,000 open incidents",
                                               "… 500 calls about each event"};
constexpr std::size_t kBasePaths =
    kIntake + 1;  // measured at every number in flight, the others at the first one only
constexpr std::array<std::size_t, 3> kInFlight = {64, 128, 1};
constexpr milliseconds kFillPatience = std::chrono::minutes(20);
constexpr std::size_t kOpenFlight = 0xfffe;  // flight number of the incidents that were open before

struct Plan {
  std::size_t repetitions = 5;
  milliseconds length{2'000};  // of one measurement
};

// The medians of each measured path at one number in flight.
using Medians = std::vector<Measured>;
using ReportOf = v1::ReportIncidentRequest (*)(std::size_t nth);

Measured report_to(IntakeStub& stub, ReportOf report_of, std::size_t flight, std::size_t in_flight,
                   milliseconds length) {
  const Rpc<v1::ReportIncidentRequest, v1::ReportIncidentResponse> rpc{
      .request =
          [report_of, flight](std::size_t nth) {
            v1::ReportIncidentRequest report = report_of(nth);
            report.set_incident_id(incident_id(flight, nth));
            return report;
          },
      .call =
          [&stub](grpc::ClientContext* context, const v1::ReportIncidentRequest* request,
                  v1::ReportIncidentResponse* response, std::function<void(grpc::Status)> then) {
            stub.async()->ReportIncident(context, request, response, std::move(then));
          }};
  return load(rpc, 0, in_flight, length).first;
}

Measured measure_echo(const std::string& kind, std::size_t in_flight, milliseconds length) {
  const testing::ReservedPort port;
  const testing::TemporaryFolder folder;
  const ChildProcess server(kind, {"/proc/self/exe", kind, fmt::format("127.0.0.1:{}", port.number())},
                            folder.path() / "log");
  return report_to(*connect(port.number()), &varied_report, 0, in_flight, length);
}

Measured measure_intake(std::uint16_t redis_port, ReportOf report_of, std::size_t flight,
                        std::size_t in_flight, milliseconds length) {
  const RealService intake("intake", redis_port, kDistrict);
  intake.wait_until_serving();
  const auto stub = v1::IntakeService::NewStub(new_channel(intake.port()));
  return report_to(*stub, report_of, flight, in_flight, length);
}

// A district with so many open incidents.
class OpenDistrict {
 public:
  explicit OpenDistrict(std::size_t open) {
    const auto open_incident = [this](std::size_t nth) {
      v1::ReportIncidentRequest report = varied_report(nth);
      report.set_incident_id(incident_id(kOpenFlight, nth));
      return History(no_incident(report.incident_id()), policy_).run(report, wall_now_ms()).change();
    };
    testing::run(district_.io, fill(district_.io, district_.store, open, open_incident), kFillPatience);
  }

  std::uint16_t redis_port() const { return district_.redis.port(); }

 private:
  const v1::Policy policy_ = testing::default_policy();
  BenchDistrict district_;
};

class Bench {
 public:
  explicit Bench(const Plan& plan) : plan_(plan) {}

  Medians measure_all(std::size_t in_flight, std::size_t paths) {
    std::vector<std::vector<Measured>> runs(paths);
    for (std::size_t repetition = 0; repetition < plan_.repetitions; ++repetition) {
      for (std::size_t path = 0; path < paths; ++path) {
        show(fmt::format("{} in flight, run {} of {}: {}", in_flight, repetition + 1, plan_.repetitions,
                         kNames.at(path)));
        runs[path].push_back(measure(static_cast<Path>(path), in_flight));
      }
    }
    show("");
    Medians medians;
    for (const std::vector<Measured>& of_path : runs) medians.push_back(median(of_path));
    return medians;
  }

 private:
  Measured measure(Path path, std::size_t in_flight) {
    const milliseconds length = plan_.length;
    switch (path) {
      case kRawEcho:
        return measure_echo("raw-echo", in_flight, length);
      case kRpcEcho:
        return measure_echo("rpc-echo", in_flight, length);
      case kCommit:
        return commit(in_flight, length);
      case kIntake10k:
        return among(open_10k_, 10'000, in_flight);
      case kIntake100k:
        return among(open_100k_, 100'000, in_flight);
      case kIntake:
      case kStorm:
        break;
    }
    const testing::PrivateRedis redis;
    return measure_intake(redis.port(), path == kStorm ? &storm_report : &varied_report, ++flights_,
                          in_flight, length);
  }

  // The district is filled once; the reports of all runs come on top.
  Measured among(std::optional<OpenDistrict>& district, std::size_t open, std::size_t in_flight) {
    if (!district) district.emplace(open);
    return measure_intake(district->redis_port(), &varied_report, ++flights_, in_flight, plan_.length);
  }

  // One line of progress, if somebody watches.
  static void show(const std::string& progress) {
    if (text::is_terminal(STDERR_FILENO)) std::cerr << fmt::format("\r{:72}\r{}", "", progress);
  }

  Plan plan_;
  std::size_t flights_ = 0;
  std::optional<OpenDistrict> open_10k_;
  std::optional<OpenDistrict> open_100k_;
};

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
  for (std::size_t path = 0; path < kNames.size(); ++path) {
    std::vector<text::Cell> row = {kNames.at(path)};
    const auto figure = [&](const Medians& level, double Measured::*field) {
      row.emplace_back(path < level.size() ? fmt::format("{:.0f}", level[path].*field) : "");
    };
    for (const Medians& level : levels) figure(level, &Measured::per_second);
    figure(levels.back(), &Measured::p50_us);
    figure(levels.back(), &Measured::p99_us);
    table.add(std::move(row));
  }
  for (const std::string& line : table.lines({.columns = 120, .colours = false})) std::cout << line << '\n';
  std::cout << fmt::format("Medians of {} runs of {} ms each.\n", plan.repetitions, plan.length.count());
}

// open_ratio is of costs, the others of throughputs.
double ratio(const Medians& medians, Path path, Path to) {
  return medians[path].per_second / medians[to].per_second;
}

int run(const Plan& plan) {
  log::set_least_level(log::Level::kWarning);
  std::vector<Medians> levels;
  Bench bench(plan);
  for (const std::size_t in_flight : kInFlight) {
    levels.push_back(bench.measure_all(in_flight, levels.empty() ? kNames.size() : kBasePaths));
  }
  print(levels, plan);
  const Medians& at_64 = levels.front();
  std::cout << fmt::format(
      "RESULT intake rpc_to_echo={:.2f} intake_to_commit={:.2f} intake_to_echo={:.2f} open_ratio={:.2f} "
      "storm_ratio={:.2f}\n",
      ratio(at_64, kRpcEcho, kRawEcho), ratio(at_64, kIntake, kCommit), ratio(at_64, kIntake, kRawEcho),
      ratio(at_64, kIntake, kIntake100k), ratio(at_64, kStorm, kIntake));
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
