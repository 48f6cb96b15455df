#include "dispatch/register_city_units.h"

#include <google/protobuf/util/message_differencer.h>

#include "dispatch/verbs.h"
#include "runtime/log.h"
#include "turnout/v1/dispatch_service.pb.h"

namespace turnout::dispatch {
namespace {

bool is_known(const District& district, const v1::RegisterUnitRequest& unit) {
  const auto known = district.view.units().find(unit.unit_id());
  return known != district.view.units().end() &&
         google::protobuf::util::MessageDifferencer::Equals(known->second->details(), unit.details());
}

}  // namespace

Awaitable<void> register_city_units(District& district, std::vector<v1::RegisterUnitRequest> units) {
  std::size_t registered = 0;
  for (v1::RegisterUnitRequest& unit : units) {
    if (is_known(district, unit)) continue;
    unit.set_request_id("city-units." + std::to_string(district.clock.now_ms()));
    const auto done = co_await register_unit(district, unit);
    if (done) {
      ++registered;
    } else {
      log::warn("unit not registered", {{"reason", done.error().message()}});
    }
  }
  log::info("city units", {{"in_file", units.size()}, {"registered", registered}});
}

}  // namespace turnout::dispatch
