// turnout-dispatch (派警): recommends and assigns units, and streams orders to terminals. In the background it
// reassigns orders that no unit takes, finishes cancellations of incidents with many units, and predicts delays.
#include <array>
#include <memory>

#include "chassis/service_process.h"
#include "chassis/units_file.h"
#include "dispatch/dispatch_service.h"
#include "dispatch/finish_cancellations.h"
#include "dispatch/predict_delays.h"
#include "dispatch/reassign_orders.h"
#include "dispatch/register_city_units.h"
#include "domain/terminal_clock.h"
#include "runtime/spawn.h"

namespace {

using namespace turnout;

class Dispatch final : public chassis::Service {
 public:
  explicit Dispatch(chassis::ServiceProcess& process)
      : process_(process),
        unit_topic_(process.io, {process.store, process.view, process.log}, process.metrics,
                    {process.positions.last()}),
        order_topic_(process.io, {process.store, process.view, process.log}, process.metrics,
                     {process.view, process.store}),
        api_(dispatch::make_service(process, unit_topic_, order_topic_)),
        reassigner_(process.io, process.district),
        canceller_(process.io, process.district),
        predictor_(process.io, process.district),
        move_publisher_(process.io, process.district, unit_topic_) {
    if (process.options.units_file.empty()) return;
    units_ = chassis::load_units(process.options.units_file, process.options.district, process.city);
  }

  rpc::ServedService served() override { return {api_.get(), dispatch::service_name()}; }
  Awaitable<void> start() override {
    process_.follower.listen([this](const std::vector<event_store::Entry>& entries) {
      reassigner_.take(entries);
      canceller_.take(entries);
      predictor_.take(entries);
      unit_topic_.take(entries);
      order_topic_.take(entries);
    });
    process_.positions.on_move([this](const v1::Fix& fix) {
      predictor_.note_move(fix.unit_id());
      move_publisher_.note_move(fix.unit_id());
    });
    process_.positions.listen();
    runtime::spawn(process_.io, process_.positions.publish());
    co_await dispatch::register_city_units(process_.district, units_);
    if (!units_.empty()) {
      runtime::spawn(process_.io,
                     dispatch::withdraw_units_that_left(process_.io, process_.district, std::move(units_)));
    }
    runtime::spawn(process_.io, reassigner_.run());
    runtime::spawn(process_.io, canceller_.run());
    runtime::spawn(process_.io, predictor_.run());
    runtime::spawn(process_.io, move_publisher_.run());
  }

  Awaitable<void> measure() override {
    measure_terminal_clocks();
    std::array<std::size_t, v1::UnitStatus_ARRAYSIZE> count{};
    for (const auto& [id, unit] : process_.view.units()) ++count.at(static_cast<std::size_t>(unit->status()));
    for (int status = v1::UNIT_STATUS_AVAILABLE; status < v1::UnitStatus_ARRAYSIZE; ++status) {
      process_.metrics.set_units(static_cast<v1::UnitStatus>(status),
                                 count.at(static_cast<std::size_t>(status)));
    }
    co_return;
  }

 private:
  void measure_terminal_clocks() {
    std::size_t wrong = 0;
    for (const auto& [id, unit] : process_.view.units()) {
      if (domain::is_wrong(domain::terminal_clock_of(*unit, process_.positions.last()))) ++wrong;
    }
    process_.metrics.set_terminals_with_wrong_clock(wrong);
  }

  chassis::ServiceProcess& process_;
  dispatch::UnitTopic unit_topic_;
  dispatch::OrderTopic order_topic_;
  std::unique_ptr<grpc::Service> api_;
  dispatch::OrderReassigner reassigner_;
  dispatch::CancellationFinisher canceller_;
  dispatch::DelayPredictor predictor_;
  dispatch::MovePublisher move_publisher_;
  dispatch::CityUnits units_;
};

}  // namespace

int main(int argc, char** argv) {
  return chassis::run({.name = "dispatch", .rpc_port = 7120, .metrics_port = 7121}, argc, argv,
                      [](chassis::ServiceProcess& process) -> std::unique_ptr<chassis::Service> {
                        return std::make_unique<Dispatch>(process);
                      });
}
