// turnout-intake (接警): takes calls and makes them incidents.
#include <memory>

#include "chassis/service_process.h"
#include "intake/duplicate_index.h"
#include "intake/incident_figures.h"
#include "intake/intake_service.h"
#include "intake/watch_incidents.h"

namespace {

using namespace turnout;

class Intake final : public chassis::Service {
 public:
  explicit Intake(chassis::ServiceProcess& process)
      : process_(process),
        topic_(process.io, {process.store, process.view, process.log}, process.metrics, {}),
        api_(intake::make_service(process, duplicates_, topic_)) {}

  rpc::ServedService served() override { return {api_.get(), intake::service_name()}; }
  Awaitable<void> start() override {
    duplicates_.load(process_.view, process_.rules.policy.country());
    process_.follower.listen([this](const std::vector<event_store::Entry>& entries) {
      duplicates_.take(entries);
      topic_.take(entries);
    });
    co_return;
  }

  Awaitable<void> measure() override {
    process_.metrics.set_open_incidents(
        co_await intake::figures_of(process_.io, process_.view.open_incidents(), process_.clock.now_ms()));
  }

 private:
  chassis::ServiceProcess& process_;
  intake::DuplicateIndex duplicates_;
  intake::IncidentTopic topic_;
  std::unique_ptr<grpc::Service> api_;
};

}  // namespace

int main(int argc, char** argv) {
  return chassis::run({.name = "intake", .rpc_port = 7110, .metrics_port = 7111}, argc, argv,
                      [](chassis::ServiceProcess& process) -> std::unique_ptr<chassis::Service> {
                        return std::make_unique<Intake>(process);
                      });
}
