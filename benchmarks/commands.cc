// turnout-bench-commands: what AssignUnit and ReportMilestone cost, beside the commit function alone.
//
// The paths are measured in turn, over and over. Every run has a fresh Redis (`appendfsync always`) with prepared incidents and
// units, and one service at a time. Called from the root of the repository (tools/bench).
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <iostream>
#include <string>
#include <vector>

#include "bench_district.h"
#include "call_load.h"
#include "commit_load.h"
#include "fill.h"
#include "real_service.h"
#include "runtime/log.h"
#include "turnout/v1/accountability_service.grpc.pb.h"
#include "turnout/v1/dispatch_service.grpc.pb.h"

namespace turnout::bench {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kManyInFlight = 64;
constexpr milliseconds kFillPatience = std::chrono::minutes(5);
// What every order goes through, one after the other.
constexpr std::array kMilestones = {v1::MILESTONE_ACKNOWLEDGED, v1::MILESTONE_EN_ROUTE,
                                    v1::MILESTONE_ON_SCENE};

struct Plan {
  std::size_t repetitions = 5;
  milliseconds length{1'500};  // of one measurement
  std::size_t pairs = 12'000;  // incidents, and as many units
};

struct Run {
  Measured commit_alone, commit_many, assign_alone, assign_many, milestone_alone, milestone_many;
};

// The first milestone of every order, then the second of every one, …
v1::ReportMilestoneRequest milestone(std::size_t nth, std::size_t orders) {
  v1::ReportMilestoneRequest request;
  request.set_request_id(fmt::format("milestone-{}", nth));
  request.set_actor("bench");
  request.set_incident_id(incident_id(0, nth % orders));
  request.set_unit_id(unit_id(nth % orders));
  request.set_milestone(kMilestones.at(nth / orders));
  return request;
}

// Open incidents and free units of the same number.
void prepare(BenchDistrict& district, std::size_t pairs) {
  const v1::Policy policy = testing::default_policy();
  const auto change = [&policy](std::size_t nth) {
    if (nth % 2 == 1) {
      domain::Aggregates states;
      states.units.emplace_back().set_id(unit_id(nth / 2));
      return History(states, policy).run(registration(nth / 2), wall_now_ms()).change();
    }
    v1::ReportIncidentRequest report = varied_report(nth / 2);
    report.set_incident_id(incident_id(0, nth / 2));
    return History(no_incident(report.incident_id()), policy).run(report, wall_now_ms()).change();
  };
  testing::run(district.io, fill(district.io, district.store, 2 * pairs, change), kFillPatience);
}

// Returns how many orders there are then.
std::size_t measure_assign(const BenchDistrict& district, milliseconds length, Run& run) {
  const RealService dispatch("dispatch", district.redis.port(), kDistrict);
  dispatch.wait_until_serving();
  const auto stub = v1::DispatchService::NewStub(new_channel(dispatch.port()));
  const Rpc<v1::AssignUnitRequest, v1::AssignUnitResponse> rpc{
      .request = [](std::size_t nth) { return assignment(0, nth); },
      .call =
          [&stub](grpc::ClientContext* context, const v1::AssignUnitRequest* request,
                  v1::AssignUnitResponse* response, std::function<void(grpc::Status)> then) {
            stub->async()->AssignUnit(context, request, response, std::move(then));
          }};
  const auto [many, first] = load(rpc, 0, kManyInFlight, length);
  const auto [alone, more] = load(rpc, first, 1, length);
  run.assign_many = many;
  run.assign_alone = alone;
  return first + more;
}

void measure_milestone(const BenchDistrict& district, std::size_t orders, milliseconds length, Run& run) {
  const RealService accountability("accountability", district.redis.port(), kDistrict);
  accountability.wait_until_serving();
  const auto stub = v1::AccountabilityService::NewStub(new_channel(accountability.port()));
  const Rpc<v1::ReportMilestoneRequest, v1::ReportMilestoneResponse> rpc{
      .request = [orders](std::size_t nth) { return milestone(nth, orders); },
      .call =
          [&stub](grpc::ClientContext* context, const v1::ReportMilestoneRequest* request,
                  v1::ReportMilestoneResponse* response, std::function<void(grpc::Status)> then) {
            stub->async()->ReportMilestone(context, request, response, std::move(then));
          }};
  const auto [many, first] = load(rpc, 0, kManyInFlight, length);
  run.milestone_many = many;
  run.milestone_alone = load(rpc, first, 1, length).first;
}

Run measure(const Plan& plan) {
  Run run;
  run.commit_many = commit(kManyInFlight, plan.length);
  run.commit_alone = commit(1, plan.length);
  BenchDistrict district;
  prepare(district, plan.pairs);
  const std::size_t orders = measure_assign(district, plan.length, run);
  measure_milestone(district, orders, plan.length, run);
  return run;
}

Measured median_of(const std::vector<Run>& runs, Measured Run::*path) {
  std::vector<Measured> values;
  for (const Run& run : runs) values.push_back(run.*path);
  return median(values);
}

void print(const std::vector<Run>& runs, const Plan& plan) {
  std::cout << fmt::format("{:26}{:>18}{:>18}{:>12}{:>12}\n", "path", "64 in flight, 1/s", "1 in flight, 1/s",
                           "p50, µs", "p99, µs");
  const auto line = [&runs](const char* name, Measured Run::*many, Measured Run::*alone) {
    const Measured single = median_of(runs, alone);
    std::cout << fmt::format("{:26}{:18.0f}{:18.0f}{:11.0f}{:11.0f}\n", name,
                             median_of(runs, many).per_second, single.per_second, single.p50_us,
                             single.p99_us);
  };
  line("commit function", &Run::commit_many, &Run::commit_alone);
  line("AssignUnit", &Run::assign_many, &Run::assign_alone);
  line("ReportMilestone", &Run::milestone_many, &Run::milestone_alone);
  std::cout << fmt::format("Medians of {} runs of {} ms each.\n", runs.size(), plan.length.count());
  const auto to_commit = [&runs](Measured Run::*path) {
    return median_of(runs, path).per_second / median_of(runs, &Run::commit_many).per_second;
  };
  const auto alone = [&runs](Measured Run::*path) {
    return median_of(runs, path).p50_us / median_of(runs, &Run::commit_alone).p50_us;
  };
  std::cout << fmt::format(
      "RESULT commands assign_to_commit={:.2f} milestone_to_commit={:.2f} assign_alone={:.2f} "
      "milestone_alone={:.2f}\n",
      to_commit(&Run::assign_many), to_commit(&Run::milestone_many), alone(&Run::assign_alone),
      alone(&Run::milestone_alone));
}

}  // namespace
}  // namespace turnout::bench

int main(int argc, char** argv) {
  using namespace turnout::bench;
  try {
    CLI::App app("What AssignUnit and ReportMilestone cost, beside the commit function",
                 "tools/bench commands");
    Plan plan;
    app.add_option("--repetitions", plan.repetitions, "runs of each path, interleaved")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    app.add_option("--pairs", plan.pairs, "prepared incidents and units; a run must not use them up")
        ->check(CLI::Range(1'000, 100'000))
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    turnout::log::set_least_level(turnout::log::Level::kWarning);
    std::vector<Run> runs;
    while (runs.size() < plan.repetitions) runs.push_back(measure(plan));
    print(runs, plan);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << '\n';
    return 1;
  }
}
