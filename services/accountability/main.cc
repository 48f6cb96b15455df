// turnout-accountability (问责): receives milestones and results, keeps the deadlines and serves the record.
#include <memory>

#include "accountability/accountability.h"

int main(int argc, char** argv) {
  using namespace turnout;
  return chassis::run({.name = "accountability", .rpc_port = 7130, .metrics_port = 7131}, argc, argv,
                      [](chassis::ServiceProcess& process) -> std::unique_ptr<chassis::Service> {
                        return std::make_unique<accountability::Accountability>(process);
                      });
}
