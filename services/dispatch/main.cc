// turnout-dispatch: who could go, who goes, and the terminals' stream of orders (派警).
#include <array>
#include <memory>

#include "dispatch/dispatch_service.h"
#include "dispatch/register_city_units.h"
#include "host/host.h"

namespace {

using namespace turnout;

class Dispatch final : public host::Service {
 public:
  explicit Dispatch(host::Host& host) : host_(host), api_(host) {
    if (host.options.units_file.empty()) return;
    units_ = host::load_units(host.options.units_file, host.options.district, host.city);
  }

  rpc::ServedService served() override { return rpc::serve<v1::DispatchService>(api_); }
  Awaitable<void> start() override {
    return dispatch::register_city_units(host_.district, std::move(units_));
  }

  void measure() override {
    std::array<std::size_t, v1::UnitStatus_ARRAYSIZE> count{};
    for (const auto& [id, unit] : host_.view.units()) ++count.at(static_cast<std::size_t>(unit->status()));
    for (int status = v1::UNIT_STATUS_AVAILABLE; status < v1::UnitStatus_ARRAYSIZE; ++status) {
      host_.metrics.set_units(static_cast<v1::UnitStatus>(status),
                              count.at(static_cast<std::size_t>(status)));
    }
  }

 private:
  host::Host& host_;
  dispatch::DispatchService api_;
  std::vector<v1::RegisterUnitRequest> units_;
};

}  // namespace

int main(int argc, char** argv) {
  return host::run(
      {.name = "dispatch", .rpc_port = 7120, .metrics_port = 7121}, argc, argv,
      [](host::Host& host) -> std::unique_ptr<host::Service> { return std::make_unique<Dispatch>(host); });
}
