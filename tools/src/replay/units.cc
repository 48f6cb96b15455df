#include "replay/units.h"

#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "client/pages.h"
#include "client/words.h"
#include "replay/errors.h"
#include "replay/fit.h"

namespace turnout::replay {
namespace {

// Each unit with the position of its first call.
std::map<std::string, std::optional<v1::Position>> units_of(const std::vector<trace::TraceCall>& calls) {
  std::map<std::string, std::optional<v1::Position>> units;
  for (const trace::TraceCall& call : calls) {
    for (const trace::TraceOrder& row : call.orders) units.try_emplace(row.unit_id, call.position);
  }
  return units;
}

v1::RegisterUnitRequest registration(const std::string& unit_id, const v1::Settings& settings,
                                     const std::optional<v1::Position>& place) {
  v1::RegisterUnitRequest request;
  request.set_request_id("r.register");  // ids of commands on a unit alone are the unit's own
  request.set_actor("replay");
  request.set_unit_id(unit_id);
  request.mutable_details()->set_district(settings.district());
  request.mutable_details()->set_station_id(nearest_station(settings, place).id());
  request.mutable_details()->set_call_sign(unit_id);
  return request;
}

}  // namespace

domain::Outcome<UnitsReady> make_units_known(const client::Services& services, const v1::Settings& settings,
                                             const std::vector<trace::TraceCall>& calls) {
  const auto list = client::all_pages(services, v1::ListUnitsRequest());
  if (!list) return tl::make_unexpected(list.error());
  std::unordered_map<std::string, v1::UnitStatus> status;
  for (const v1::Unit& unit : list->units()) status[unit.id()] = unit.status();
  UnitsReady ready;
  for (const auto& [unit_id, place] : units_of(calls)) {
    const auto known = status.find(unit_id);
    if (known == status.end()) {
      const auto answer = services.call(registration(unit_id, settings, place));
      if (!answer) return tl::make_unexpected(answer.error());
      ++ready.registered;
    } else if (known->second == v1::UNIT_STATUS_AVAILABLE) {
      ++ready.known;
    } else {
      throw NotPlayable(fmt::format("unit {} of the trace is {} already: clear it, or use another district",
                                    unit_id, client::word(known->second)));
    }
  }
  return ready;
}

}  // namespace turnout::replay
