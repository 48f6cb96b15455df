// turnout-bench-storm: what many clients at once cost the service that they depend on. Called from the root of the repository
// (tools/bench).
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "resume_storm.h"
#include "runtime/log.h"

namespace turnout::bench {
namespace {

int run(const ResumePlan& plan) {
  const ResumeResult resumed = resume_storm(plan);
  std::cout << fmt::format(
      "{} terminals and {} consoles resumed {} events behind; {} terminals got no order. SetUnitStatus p99: "
      "{:.1f} ms before, "
      "{:.1f} ms meanwhile.\n",
      plan.terminals, plan.consoles, plan.events, resumed.terminals_without_order,
      resumed.command_p99_ms_before, resumed.command_p99_ms_meanwhile);
  std::cout << fmt::format("RESULT storm resume_peak_mb={:.0f} resume_orders_s={:.2f}\n", resumed.peak_mb,
                           resumed.orders_s);
  return resumed.terminals_without_order == 0 ? 0 : 1;
}

}  // namespace
}  // namespace turnout::bench

int main(int argc, char** argv) {
  using namespace turnout::bench;
  try {
    CLI::App app("What many clients at once cost the service that they depend on", "tools/bench storm");
    ResumePlan plan;
    app.add_option("--terminals", plan.terminals, "streams of orders")
        ->check(CLI::Range(1, 4'000))
        ->capture_default_str();
    app.add_option("--consoles", plan.consoles, "streams of all units")
        ->check(CLI::Range(0, 500))
        ->capture_default_str();
    app.add_option("--events", plan.events, "how far behind they are")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    app.add_option("--programs", plan.programs, "folder with another build of turnout-dispatch, to compare")
        ->check(CLI::ExistingDirectory);
    CLI11_PARSE(app, argc, argv);
    turnout::log::set_least_level(turnout::log::Level::kWarning);
    return run(plan);
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << '\n';
    return 1;
  }
}
