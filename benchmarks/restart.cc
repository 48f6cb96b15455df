// turnout-bench-restart: how soon the services work again after a restart, with a long log behind them.
//
// The log is made of incidents that went all the way and are closed, and a few that are open. Redis is private. Called from the
// root of the repository (tools/bench).
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "bench_district.h"
#include "call_load.h"
#include "fill.h"
#include "real_service.h"
#include "runtime/log.h"
#include "text/terminal.h"
#include "turnout/v1/accountability_service.grpc.pb.h"
#include "turnout/v1/dispatch_service.grpc.pb.h"

namespace turnout::bench {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr milliseconds kFillPatience = std::chrono::minutes(60);
constexpr std::size_t kUnits = 200;
constexpr std::int64_t kMinuteMs = 60'000;

struct Plan {
  std::size_t events = 1'000'000;
  std::size_t open = 500;
};

template <class Request>
Request by_bench(const std::string& request_id) {
  Request request;
  request.set_request_id(request_id);
  request.set_actor("bench");
  return request;
}

// Decides whole incidents, one after the other, with the units in turn.
class Stories {
 public:
  Stories() {
    for (std::size_t nth = 0; nth < kUnits; ++nth) units_.emplace_back().set_id(fmt::format("car-{}", nth));
  }

  // Registers a unit.
  domain::Change unit(std::size_t nth) {
    domain::Aggregates states;
    states.units = {units_.at(nth)};
    auto request = by_bench<v1::RegisterUnitRequest>("register");
    request.set_unit_id(units_.at(nth).id());
    request.mutable_details()->set_district(kDistrict);
    request.mutable_details()->set_station_id("chengguan");
    History history(states, policy_);
    history.run(request, wall_now_ms());
    units_.at(nth) = history.now().units.front();
    return history.change();
  }

  // An incident that has just been called in and waits for a unit.
  domain::Change open(std::size_t nth) const {
    return History(no_incident(incident_id(1, nth)), policy_).run(called(1, nth), wall_now_ms()).change();
  }

  // An incident that began an hour ago and is closed: nine events.
  domain::Change closed(std::size_t nth) {
    v1::Unit& unit = units_.at(nth % kUnits);
    domain::Aggregates states = no_incident(incident_id(0, nth));
    states.units = {unit};
    const std::string& id = states.incident.id();
    std::int64_t now_ms = wall_now_ms() - 60 * kMinuteMs;
    v1::ReportIncidentRequest report = called(0, nth);
    report.mutable_call()->set_answered_at_ms(now_ms);
    report.mutable_call()->set_ring_at_ms(now_ms);
    History history(states, policy_);
    history.run(report, now_ms);
    const auto next = [&](auto request) {
      request.set_incident_id(id);
      if constexpr (requires { request.set_unit_id(""); }) request.set_unit_id(unit.id());
      history.run(request, now_ms += kMinuteMs / 2);
    };
    auto note = by_bench<v1::AddNoteRequest>("note");
    note.set_text("the road is blocked");
    auto disposition = by_bench<v1::ReportDispositionRequest>("disposition");
    disposition.set_code("settled");
    next(by_bench<v1::AssignUnitRequest>("assign"));
    for (const v1::Milestone milestone : {v1::MILESTONE_ACKNOWLEDGED, v1::MILESTONE_EN_ROUTE,
                                          v1::MILESTONE_ON_SCENE, v1::MILESTONE_CLEARED}) {
      auto reached =
          by_bench<v1::ReportMilestoneRequest>(fmt::format("milestone-{}", static_cast<int>(milestone)));
      reached.set_milestone(milestone);
      next(reached);
      if (milestone == v1::MILESTONE_ON_SCENE) next(note);
    }
    next(disposition);
    next(by_bench<v1::CloseIncidentRequest>("close"));
    unit = history.now().units.front();
    return history.change();
  }

 private:
  static v1::ReportIncidentRequest called(std::size_t flight, std::size_t nth) {
    v1::ReportIncidentRequest report = varied_report(nth);
    report.set_incident_id(incident_id(flight, nth));
    return report;
  }

  v1::Policy policy_ = testing::default_policy();
  std::vector<v1::Unit> units_;
};

// Until the log has so many events.
void make_log(BenchDistrict& district, const Plan& plan) {
  Stories stories;
  const auto commit = [&district](std::size_t count, std::function<domain::Change(std::size_t)> change) {
    const auto progress = [count](std::size_t done) {
      if (text::is_terminal(STDERR_FILENO)) std::cerr << fmt::format("\r{} of {} incidents", done, count);
    };
    testing::run(district.io, fill(district.io, district.store, count, std::move(change), progress),
                 kFillPatience);
  };
  commit(kUnits, [&stories](std::size_t nth) { return stories.unit(nth); });
  commit(plan.open, [&stories](std::size_t nth) { return stories.open(nth); });
  const std::uint64_t so_far = testing::run(district.io, district.store.last_sequence());
  commit(1, [&stories](std::size_t nth) { return stories.closed(nth); });
  const std::uint64_t each = testing::run(district.io, district.store.last_sequence()) - so_far;
  commit(plan.events > so_far ? (plan.events - so_far) / each : 0,
         [&stories](std::size_t nth) { return stories.closed(nth + 1); });
}

double seconds_since(Steady::time_point begun) {
  return std::chrono::duration<double>(Steady::now() - begun).count();
}

struct Restart {
  double serving_s = 0;
  double first_command_s = 0;
  double resident_mb = 0;
};

// `command`: the first command, on this port; throws if it is refused.
Restart measure(const std::string& name, const BenchDistrict& district, void (*command)(std::uint16_t port)) {
  const Steady::time_point begun = Steady::now();
  const RealService service(name, district.redis.port(), kDistrict);
  service.wait_until_serving();
  Restart restart{.serving_s = seconds_since(begun)};
  command(service.port());
  restart.first_command_s = seconds_since(begun);
  restart.resident_mb = service.usage().resident_mb;
  return restart;
}

// Sends one command to the service on this port; throws std::runtime_error if it is refused.
template <class Service, class Request, class Response>
void send(std::uint16_t port, const Request& request,
          grpc::Status (Service::Stub::*method)(grpc::ClientContext*, const Request&, Response*)) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
  Response response;
  const auto stub = Service::NewStub(new_channel(port));
  const grpc::Status status = (stub.get()->*method)(&context, request, &response);
  if (!status.ok()) throw std::runtime_error(request.GetTypeName() + ": " + status.error_message());
}

void report_one(std::uint16_t port) {
  v1::ReportIncidentRequest request = sample_report();
  request.set_incident_id(incident_id(2, 0));
  send<v1::IntakeService>(port, request, &v1::IntakeService::Stub::ReportIncident);
}

void assign_one(std::uint16_t port) {
  auto request = by_bench<v1::AssignUnitRequest>("assign");
  request.set_incident_id(incident_id(1, 0));
  request.set_unit_id("car-0");
  send<v1::DispatchService>(port, request, &v1::DispatchService::Stub::AssignUnit);
}

void sign_one(std::uint16_t port) {
  auto request = by_bench<v1::ReportMilestoneRequest>("sign");
  request.set_incident_id(incident_id(1, 0));
  request.set_unit_id("car-0");
  request.set_milestone(v1::MILESTONE_ACKNOWLEDGED);
  send<v1::AccountabilityService>(port, request, &v1::AccountabilityService::Stub::ReportMilestone);
}

int run(const Plan& plan) {
  BenchDistrict district;
  make_log(district, plan);
  const std::uint64_t events = testing::run(district.io, district.store.last_sequence());
  std::cout << fmt::format("{} events, {} incidents open\n", events, plan.open);
  std::cout << fmt::format("{:18}{:>12}{:>18}{:>16}\n", "service", "SERVING, s", "first command, s",
                           "memory, MB");
  std::string result = fmt::format("RESULT restart events={}", events);
  const auto line = [&](const std::string& name, void (*command)(std::uint16_t)) {
    const Restart restart = measure(name, district, command);
    std::cout << fmt::format("{:18}{:12.2f}{:18.2f}{:16.0f}\n", name, restart.serving_s,
                             restart.first_command_s, restart.resident_mb);
    result += fmt::format(" {0}_s={1:.2f} {0}_command_s={2:.2f} {0}_mb={3:.0f}", name, restart.serving_s,
                          restart.first_command_s, restart.resident_mb);
  };
  line("intake", &report_one);
  line("dispatch", &assign_one);
  line("accountability", &sign_one);
  std::cout << result << '\n';
  return 0;
}

}  // namespace
}  // namespace turnout::bench

int main(int argc, char** argv) {
  using namespace turnout::bench;
  try {
    CLI::App app("How soon the services work again after a restart", "tools/bench restart");
    Plan plan;
    app.add_option("--events", plan.events, "events in the log")
        ->check(CLI::Range(1'000, 10'000'000))
        ->capture_default_str();
    app.add_option("--open", plan.open, "incidents that are open")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    turnout::log::set_least_level(turnout::log::Level::kWarning);
    return run(plan);
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << '\n';
    return 1;
  }
}
