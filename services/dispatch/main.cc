// turnout-dispatch: who could go, who goes, the terminals' stream of orders (派警), and what
// dispatch does by itself: it replaces orders that nobody takes, and foretells delays.
#include <array>
#include <memory>

#include "dispatch/dispatch_service.h"
#include "dispatch/foresee_delays.h"
#include "dispatch/register_city_units.h"
#include "dispatch/replace_orders.h"
#include "host/host.h"
#include "runtime/spawn.h"

namespace {

using namespace turnout;

class Dispatch final : public host::Service {
 public:
  explicit Dispatch(host::Host& host)
      : host_(host), api_(host), replacer_(host.io, host.district), foreseer_(host.io, host.district) {
    if (host.options.units_file.empty()) return;
    units_ = host::load_units(host.options.units_file, host.options.district, host.city);
  }

  rpc::ServedService served() override { return rpc::serve<v1::DispatchService>(api_); }
  Awaitable<void> start() override {
    host_.follower.listen([this](const std::vector<event_store::Entry>& entries) {
      replacer_.take(entries);
      foreseer_.take(entries);
    });
    host_.positions.on_move([this](const v1::Fix& fix) { foreseer_.note_move(fix.unit_id()); });
    host_.positions.listen();
    runtime::spawn(host_.io, host_.positions.tell());
    co_await dispatch::register_city_units(host_.district, std::move(units_));
    runtime::spawn(host_.io, replacer_.run());
    runtime::spawn(host_.io, foreseer_.run());
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
  dispatch::OrderReplacer replacer_;
  dispatch::DelayForeseer foreseer_;
  std::vector<v1::RegisterUnitRequest> units_;
};

}  // namespace

int main(int argc, char** argv) {
  return host::run(
      {.name = "dispatch", .rpc_port = 7120, .metrics_port = 7121}, argc, argv,
      [](host::Host& host) -> std::unique_ptr<host::Service> { return std::make_unique<Dispatch>(host); });
}
