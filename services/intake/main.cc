// turnout-intake: calls come in here and become incidents (接警).
#include <memory>

#include "host/host.h"
#include "intake/incident_figures.h"
#include "intake/intake_service.h"

namespace {

using namespace turnout;

class Intake final : public host::Service {
 public:
  explicit Intake(host::Host& host) : host_(host), api_(host) {}

  rpc::ServedService served() override { return rpc::serve<v1::IntakeService>(api_); }
  Awaitable<void> start() override { co_return; }

  void measure() override {
    host_.metrics.set_open_incidents(intake::figures_of(host_.view.open_incidents(), host_.clock.now_ms()));
  }

 private:
  host::Host& host_;
  intake::IntakeService api_;
};

}  // namespace

int main(int argc, char** argv) {
  return host::run(
      {.name = "intake", .rpc_port = 7110, .metrics_port = 7111}, argc, argv,
      [](host::Host& host) -> std::unique_ptr<host::Service> { return std::make_unique<Intake>(host); });
}
