// turnout-accountability as it must not be: on the host's raw wall clock. The control of
// moved_clock.test.mjs; nothing that is installed can be told to run like this.
#include <memory>

#include "accountability/accountability.h"

namespace {

turnout::runtime::HostTime raw_wall() {
  turnout::runtime::HostTime time = turnout::runtime::host_time();
  time.monotonic = time.wall;
  return time;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace turnout;
  return chassis::run({.name = "accountability", .rpc_port = 7130, .metrics_port = 7131}, argc, argv,
                      [](chassis::ServiceProcess& process) -> std::unique_ptr<chassis::Service> {
                        process.clock = runtime::ServiceClock(process.options.clock, raw_wall);
                        return std::make_unique<accountability::Accountability>(process);
                      });
}
