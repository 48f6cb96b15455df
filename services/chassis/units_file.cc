#include "chassis/units_file.h"

#include <set>
#include <string_view>
#include <utility>

#include "domain/register_unit.h"
#include "geo/yaml_map.h"

namespace turnout::chassis {
namespace {

using geo::YamlMap;

constexpr std::pair<std::string_view, v1::UnitKind> kKinds[] = {{"patrol_car", v1::UNIT_KIND_PATROL_CAR},
                                                                {"motorcycle", v1::UNIT_KIND_MOTORCYCLE},
                                                                {"foot_patrol", v1::UNIT_KIND_FOOT_PATROL},
                                                                {"specialist", v1::UNIT_KIND_SPECIALIST}};

v1::UnitKind kind_from(const YamlMap& map) {
  const std::string text = map.text_or("kind", "patrol_car");
  for (const auto& [name, kind] : kKinds) {
    if (name == text) return kind;
  }
  map.fail("kind", "is \"" + text + "\", allowed are patrol_car, motorcycle, foot_patrol, specialist");
}

v1::RegisterUnitRequest unit_from(const YamlMap& map, const std::string& district, const City& city) {
  v1::RegisterUnitRequest request;
  request.set_actor("units-file");
  request.set_request_id(
      "units-file");  // replaced for each registration; needed here for the check of the form
  request.set_unit_id(map.text("id"));
  v1::UnitDetails& details = *request.mutable_details();
  details.set_district(district);
  details.set_is_of_city(true);
  details.set_station_id(map.text("station"));
  details.set_call_sign(map.text_or("call_sign", ""));
  details.set_kind(kind_from(map));
  for (std::string& officer : map.texts("officers")) details.add_officers(std::move(officer));
  const v1::Station* station = city.station(details.station_id());
  if (station == nullptr)
    map.fail("station", "is \"" + details.station_id() + "\", which the city does not have");
  *details.mutable_base() = station->position();
  if (map.has("latitude") || map.has("longitude")) {
    details.mutable_base()->set_latitude_deg(map.number("latitude"));
    details.mutable_base()->set_longitude_deg(map.number("longitude"));
  }
  if (auto form = domain::validate(request); !form) map.fail("", form.error().message());
  return request;
}

}  // namespace

std::vector<v1::RegisterUnitRequest> load_units(const std::filesystem::path& file,
                                                const std::string& district, const City& city) {
  const YamlMap map = YamlMap::load(file, {"units"});
  std::vector<v1::RegisterUnitRequest> units;
  std::set<std::string> seen;
  for (const YamlMap& unit :
       map.list("units", {"id", "call_sign", "station", "kind", "latitude", "longitude", "officers"})) {
    units.push_back(unit_from(unit, district, city));
    if (!seen.insert(units.back().unit_id()).second) unit.fail("id", "is given twice");
  }
  return units;
}

}  // namespace turnout::chassis
