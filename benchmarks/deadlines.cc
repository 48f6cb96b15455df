// turnout-bench-deadlines: whether every deadline fires once, never early, and how late, with a district full
// of armed deadlines and several keepers on it.
//
// The keepers are real turnout-accountability processes, Redis is private and runs with `appendfsync always`.
// First the district is filled, then the keepers read it, then the incidents come that fall due while it is
// measured. A firing counts as late until a reader of the log, here, has it: it is on the disk then. Called
// from the root of the repository (tools/bench).
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <future>
#include <iostream>

#include "bench_district.h"
#include "disk.h"
#include "due_times.h"
#include "fill.h"
#include "firings.h"
#include "keepers.h"
#include "runtime/log.h"
#include "sample_report.h"
#include "text/terminal.h"

namespace turnout::bench {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr milliseconds kLoadPatience = std::chrono::minutes(30);
// What falls due is given so long to be loaded, or four times what its share of the first load took, and then
// this.
constexpr std::chrono::microseconds kToArmOne{250};
constexpr std::chrono::seconds kAfterLoad{10};
constexpr std::chrono::seconds kForDoubles{2};                 // after the last deadline
constexpr std::chrono::seconds kPatience{30};                  // after the last deadline, for what is missing
constexpr milliseconds kFirstIdleDue = std::chrono::hours(2);  // what does not fall due meanwhile
constexpr std::size_t kIdleDuePerSecond = 20;

constexpr std::int64_t kLimitMs = milliseconds(std::chrono::hours(24)).count();

v1::Policy turnout_within_a_day() {
  v1::Policy policy;
  policy.set_version("bench");
  v1::LimitRule& rule = *policy.add_limits();
  rule.set_kind(v1::CLOCK_KIND_TURNOUT);
  rule.set_limit_ms(kLimitMs);
  return policy;
}

struct Plan {
  std::size_t keepers = 2;
  std::size_t armed = 1'000'000;
  std::size_t per_second = 2'000;
  std::size_t seconds = 60;

  std::size_t due() const { return per_second * seconds; }
};

struct Result {
  Lateness disk;  // how long one sync takes
  Lateness timer;
  Lateness decided;
  Lateness seen;
  std::size_t early = 0;
  std::size_t twice = 0;
  std::size_t missed = 0;
};

class Bench {
 public:
  explicit Bench(const Plan& plan) : plan_(plan) {}

  Result run() {
    const std::size_t idle = plan_.armed - plan_.due();
    const DueTimes later(idle, kIdleDuePerSecond, kFirstIdleDue);
    const milliseconds took = arm_all(0, later);
    const Keepers keepers(plan_.keepers, district_.redis.port(), kDistrict);
    say("the keepers read the log");
    if (idle > 0) keepers.wait_until_they_know(incident_id(0, idle - 1));
    const auto to_arm_one = std::max<Steady::duration>(kToArmOne, 4 * took / std::max<std::size_t>(idle, 1));
    const DueTimes soon(plan_.due(), plan_.per_second,
                        kAfterLoad + std::chrono::duration_cast<milliseconds>(to_arm_one * plan_.due()));
    arm_all(1, soon);
    keepers.wait_until_they_know(incident_id(1, plan_.due() - 1));
    return measure(soon);
  }

 private:
  milliseconds arm_all(std::size_t flight, const DueTimes& times) {
    const auto begun = Steady::now();
    const auto armed = [this, flight, &times](std::size_t nth) {
      v1::ReportIncidentRequest report = sample_report();
      report.set_incident_id(incident_id(flight, nth));
      report.mutable_call()->set_answered_at_ms(times.due_at_ms(nth) - kLimitMs);
      return History(no_incident(report.incident_id()), policy_).run(report, wall_now_ms()).change();
    };
    const auto progress = [&times](std::size_t done) {
      if (text::is_terminal(STDERR_FILENO)) std::cerr << fmt::format("\r{} of {}", done, times.count());
    };
    testing::run(district_.io, fill(district_.io, district_.store, times.count(), armed, progress),
                 kLoadPatience);
    const auto took = std::chrono::duration_cast<milliseconds>(Steady::now() - begun);
    say(fmt::format("{} deadlines armed in {:.1f} s", times.count(),
                    static_cast<double>(took.count()) / 1e3));
    return took;
  }

  Result measure(const DueTimes& times) {
    const Lateness disk = Lateness::of(sync_ms(district_.redis.directory()));
    if (Steady::now() > times.instant(times.due_at_ms(0))) throw std::runtime_error("the load took too long");
    say(fmt::format("{} fall due in {} s", times.count(), plan_.seconds));
    auto timer = std::async(std::launch::async, [&times] { return late_ms_of_timer(times); });
    Firings firings(times);
    const std::uint64_t sequence = testing::run(district_.io, district_.store.last_sequence());
    const Instant last = times.instant(times.due_at_ms(times.count() - 1));
    const Watch until{.enough_at = last + kForDoubles, .give_up_at = last + kPatience};
    testing::run(district_.io, watch(district_.store, sequence, until, firings), kLoadPatience);
    return {.disk = disk,
            .timer = Lateness::of(timer.get()),
            .decided = Lateness::of(firings.late_decided_ms()),
            .seen = Lateness::of(firings.late_seen_ms()),
            .early = firings.early(),
            .twice = firings.twice(),
            .missed = firings.missed()};
  }

  // A step that is done, or begins.
  static void say(const std::string& step) {
    std::cerr << (text::is_terminal(STDERR_FILENO) ? "\r" : "") << step << '\n';
  }

  Plan plan_;
  const v1::Policy policy_ = turnout_within_a_day();
  BenchDistrict district_;
};

void print(const Plan& plan, const Result& result) {
  std::cout << fmt::format("{} armed, {} of them due in {} s; {} keepers\n", plan.armed, plan.due(),
                           plan.seconds, plan.keepers);
  std::cout << fmt::format("{:34}{:>9}{:>9}{:>9}\n", "late by, ms", "p50", "p99", "max");
  const auto line = [](const char* what, const Lateness& late) {
    std::cout << fmt::format("{:34}{:9.2f}{:9.2f}{:9.2f}\n", what, late.p50_ms, late.p99_ms, late.max_ms);
  };
  line("(one sync of the disk takes)", result.disk);
  line("bare timer", result.timer);
  line("firing decided by a keeper", result.decided);
  line("firing seen in the log, durable", result.seen);
  std::cout << fmt::format(
      "RESULT deadlines early={} double={} missed={} p50_ms={:.2f} p99_ms={:.2f} max_ms={:.2f} "
      "timer_p99_ms={:.2f}\n",
      result.early, result.twice, result.missed, result.seen.p50_ms, result.seen.p99_ms, result.seen.max_ms,
      result.timer.p99_ms);
}

}  // namespace
}  // namespace turnout::bench

int main(int argc, char** argv) {
  using namespace turnout::bench;
  try {
    CLI::App app("Whether every deadline fires once and in time", "tools/bench deadlines");
    Plan plan;
    app.add_option("--keepers", plan.keepers, "accountability processes on the district")
        ->check(CLI::Range(1, 8))
        ->capture_default_str();
    app.add_option("--armed", plan.armed, "deadlines in all")
        ->check(CLI::Range(1, 2'000'000))
        ->capture_default_str();
    app.add_option("--per-second", plan.per_second, "deadlines that fall due in a second")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    app.add_option("--seconds", plan.seconds, "for so long")
        ->check(CLI::Range(1, 3'600))
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    if (plan.armed < plan.due()) throw std::runtime_error("--armed is less than fall due");
    turnout::log::set_least_level(turnout::log::Level::kWarning);
    print(plan, Bench(plan).run());
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << '\n';
    return 1;
  }
}
