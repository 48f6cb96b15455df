// turnout-bench-watch: how soon everybody who watches sees what happens.
//
// One intake service and its Redis (`appendfsync always`); many watchers, each with a separate stream; reports
// at an even rate. Measured from just before a report is sent to its arrival at each watcher, all in this
// process and by one clock. Called from the root of the repository (tools/bench).
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <filesystem>
#include <iostream>
#include <latch>
#include <list>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "intake_client.h"
#include "measured.h"
#include "real_service.h"
#include "sample_report.h"
#include "testing/private_redis.h"

namespace turnout::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds kStragglers{5};
constexpr std::size_t kFlight = 1;

struct Plan {
  std::size_t watchers = 200;
  std::size_t per_second = 100;
  std::size_t seconds = 20;
  std::string programs;  // folder of the measured turnout-intake; empty = that of this program

  std::size_t reports() const { return per_second * seconds; }
};

// When each report was sent; written before it, read by every watcher after it.
using SentAt = std::vector<std::atomic<Steady::time_point>>;

// The number at the end of a report's id.
std::size_t number_of(const std::string& incident_id) {
  return std::stoul(incident_id.substr(incident_id.size() - 12), nullptr, 16);
}

// One watcher; on gRPC's threads, one message at a time.
class Watcher final : public grpc::ClientReadReactor<v1::WatchIncidentsResponse> {
 public:
  Watcher(IntakeStub& stub, const std::string& cursor, const SentAt& sent_at, std::latch& all_seen)
      : sent_at_(sent_at), all_seen_(all_seen) {
    request_.set_cursor(cursor);
    stub.async()->WatchIncidents(&context_, &request_, this);
    StartRead(&response_);
    StartCall();
  }

  // Ends the stream; then the latencies may be read.
  void stop() {
    context_.TryCancel();
    done_.wait();
  }

  std::vector<double> latencies_us;

 private:
  void OnReadDone(bool arrived) override {
    if (!arrived) return;
    if (response_.event().has_incident_reported()) {
      const Steady::time_point sent_at = sent_at_.at(number_of(response_.incident().id())).load();
      latencies_us.push_back(std::chrono::duration<double, std::micro>(Steady::now() - sent_at).count());
      if (latencies_us.size() == sent_at_.size()) all_seen_.count_down();
    }
    StartRead(&response_);
  }
  void OnDone(const grpc::Status&) override { done_.count_down(); }

  const SentAt& sent_at_;
  std::latch& all_seen_;
  std::latch done_{1};
  grpc::ClientContext context_;
  v1::WatchIncidentsRequest request_;
  v1::WatchIncidentsResponse response_;
};

std::string cursor_now(IntakeStub& stub) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
  v1::ListIncidentsRequest request;
  v1::ListIncidentsResponse response;
  const grpc::Status status = stub.ListIncidents(&context, request, &response);
  if (!status.ok()) throw std::runtime_error("ListIncidents: " + status.error_message());
  return response.cursor();
}

void report(IntakeStub& stub, std::size_t number) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
  v1::ReportIncidentRequest request = sample_report();
  request.set_incident_id(incident_id(kFlight, number));
  v1::ReportIncidentResponse response;
  const grpc::Status status = stub.ReportIncident(&context, request, &response);
  if (!status.ok()) throw std::runtime_error("ReportIncident: " + status.error_message());
}

// At an even rate, whatever each of them takes.
void send_all(IntakeStub& stub, const Plan& plan, SentAt& sent_at) {
  const Steady::time_point begin = Steady::now();
  for (std::size_t number = 0; number < plan.reports(); ++number) {
    std::this_thread::sleep_until(begin + number * std::chrono::nanoseconds(std::chrono::seconds(1)) /
                                              plan.per_second);
    sent_at[number] = Steady::now();
    report(stub, number);
  }
}

int run(const Plan& plan) {
  const testing::PrivateRedis redis;
  const RealService intake("intake", redis.port(), "bench", plan.programs);
  const std::unique_ptr<IntakeStub> stub = connect(intake.port());
  const std::string cursor = cursor_now(*stub);

  SentAt sent_at(plan.reports());
  std::latch all_seen(static_cast<std::ptrdiff_t>(plan.watchers));
  std::list<Watcher> watchers;
  for (std::size_t i = 0; i < plan.watchers; ++i) watchers.emplace_back(*stub, cursor, sent_at, all_seen);
  const Usage before = intake.usage();
  send_all(*stub, plan, sent_at);
  const Steady::time_point give_up_at = Steady::now() + kStragglers;
  while (!all_seen.try_wait() && Steady::now() < give_up_at) std::this_thread::yield();

  const Usage after = intake.usage();
  std::vector<double> all;
  for (Watcher& watcher : watchers) {
    watcher.stop();
    all.insert(all.end(), watcher.latencies_us.begin(), watcher.latencies_us.end());
  }
  const std::size_t lost = plan.watchers * plan.reports() - all.size();
  std::cout << fmt::format("{} watchers, {} reports a second for {} s: {} of {} messages arrived.\n",
                           plan.watchers, plan.per_second, plan.seconds, all.size(),
                           plan.watchers * plan.reports());
  if (all.empty()) throw std::runtime_error("nothing arrived");
  const double cpu_us = (after.cpu - before.cpu).count() * 1e6 / static_cast<double>(all.size());
  std::cout << fmt::format(
      "RESULT watch p50_ms={:.2f} p99_ms={:.2f} lost={} cpu_us_per_message={:.2f} rss_mb={:.0f}\n",
      quantile(all, 0.50) / 1'000, quantile(all, 0.99) / 1'000, lost, cpu_us, after.resident_mb);
  return lost == 0 ? 0 : 1;
}

}  // namespace
}  // namespace turnout::bench

int main(int argc, char** argv) {
  using namespace turnout::bench;
  try {
    CLI::App app("How soon everybody who watches sees a report", "tools/bench watch");
    Plan plan;
    app.add_option("--watchers", plan.watchers, "streams")->check(CLI::Range(1, 256))->capture_default_str();
    app.add_option("--per-second", plan.per_second, "reports a second")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    app.add_option("--seconds", plan.seconds, "for so long")
        ->check(CLI::Range(1, 600))
        ->capture_default_str();
    app.add_option("--programs", plan.programs, "folder with another build of turnout-intake, to compare")
        ->check(CLI::ExistingDirectory);
    CLI11_PARSE(app, argc, argv);
    return run(plan);
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << '\n';
    return 1;
  }
}
