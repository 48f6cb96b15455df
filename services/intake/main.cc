// turnout-intake: calls come in here and become incidents (接警).
#include <algorithm>
#include <memory>

#include "domain/clocks.h"
#include "host/host.h"
#include "intake/intake_service.h"

namespace {

using namespace turnout;

class Intake final : public host::Service {
 public:
  explicit Intake(host::Host& host) : host_(host), api_(host) {}

  rpc::ServedService served() override { return rpc::serve<v1::IntakeService>(api_); }
  Awaitable<void> start() override { co_return; }

  void measure() override {
    const auto& open = host_.view.open_incidents();
    const auto overdue = std::ranges::count_if(open, [](const auto& entry) {
      return std::ranges::any_of(entry.second->clocks(), domain::is_overdue);
    });
    host_.metrics.set_open_incidents(open.size());
    host_.metrics.set_overdue_incidents(static_cast<std::size_t>(overdue));
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
