#include "dispatch/register_city_units.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <string>

#include "chassis/command.h"
#include "dispatch/verbs.h"
#include "runtime/log.h"
#include "telemetry/background_loop.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {
namespace {

constexpr const char* kLeftTheFile = "no longer in the city's units file";
constexpr std::chrono::minutes kTryAgain{1};

bool is_known(const District& district, const v1::RegisterUnitRequest& unit) {
  const event_store::UnitState known = district.view.unit(unit.unit_id());
  return known && google::protobuf::util::MessageDifferencer::Equals(known->details(), unit.details());
}

// `act`: what is done; one unit may see several within a millisecond.
std::string new_request_id(const District& district, const std::string& act) {
  return "city-units." + act + "." + std::to_string(district.clock.now_ms());
}

template <class Response>
bool was_done(const Outcome<Response>& done) {
  if (!done) log::warn("unit of the city's file not changed", {{"reason", done.error().message()}});
  return done.has_value();
}

Awaitable<bool> set_status(District& district, const std::string& unit_id, v1::UnitStatus status,
                           const std::string& reason) {
  v1::SetUnitStatusRequest request;
  request.set_request_id(new_request_id(district, v1::UnitStatus_Name(status)));
  request.set_actor("units-file");
  request.set_unit_id(unit_id);
  request.set_status(status);
  request.set_reason(reason);
  co_return was_done(co_await chassis::run_command<v1::SetUnitStatusResponse>(district, request));
}

bool has_left(const v1::Unit& unit, const CityUnits& of_file) {
  if (!unit.details().is_of_city()) return false;
  return std::ranges::none_of(
      of_file, [&unit](const v1::RegisterUnitRequest& each) { return each.unit_id() == unit.id(); });
}

bool is_withdrawn(const v1::Unit& unit) {
  return unit.status() == v1::UNIT_STATUS_OUT_OF_SERVICE && unit.status_reason() == kLeftTheFile;
}

std::vector<event_store::UnitState> to_withdraw(const District& district, const CityUnits& units) {
  std::vector<event_store::UnitState> left;
  for (const auto& [id, unit] : district.view.units()) {
    if (has_left(*unit, units) && unit->status() != v1::UNIT_STATUS_OUT_OF_SERVICE) left.push_back(unit);
  }
  return left;
}

}  // namespace

Awaitable<void> register_city_units(District& district, const CityUnits& units) {
  std::size_t registered = 0;
  for (v1::RegisterUnitRequest unit : units) {
    if (!is_known(district, unit)) {
      unit.set_request_id(new_request_id(district, "register"));
      if (was_done(co_await register_unit_of_city(district, unit))) ++registered;
    }
    const event_store::UnitState known = district.view.unit(unit.unit_id());
    if (known && is_withdrawn(*known)) {
      co_await set_status(district, unit.unit_id(), v1::UNIT_STATUS_AVAILABLE, "in the city's file again");
    }
  }
  log::info("city units", {{"in_file", units.size()}, {"registered", registered}});
}

Awaitable<void> withdraw_units_that_left(boost::asio::io_context& io, District& district, CityUnits units) {
  boost::asio::steady_timer pause(io);
  const auto round = [&]() -> Awaitable<void> {
    for (const event_store::UnitState& unit : to_withdraw(district, units)) {
      if (!unit->incident_id().empty()) continue;
      if (co_await set_status(district, unit->id(), v1::UNIT_STATUS_OUT_OF_SERVICE, kLeftTheFile)) {
        log::info("unit has left the city's file", {{"unit", unit->id()}});
      }
    }
    co_await district.follower.catch_up();
    if (to_withdraw(district, units).empty()) co_return;
    pause.expires_after(kTryAgain);
    co_await pause.async_wait(boost::asio::use_awaitable);
  };
  co_await telemetry::run_loop_until(io, district.metrics, telemetry::Loop::kCityUnits, round,
                                     [&] { return to_withdraw(district, units).empty(); });
}

}  // namespace turnout::dispatch
