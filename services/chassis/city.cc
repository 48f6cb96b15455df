#include "chassis/city.h"

namespace turnout::chassis {

City::City(const std::filesystem::path& stations_file)
    : jurisdictions_(geo::Jurisdictions::load(stations_file)) {}

domain::Outcome<domain::Jurisdiction> City::resolve(const v1::Place& place,
                                                    const std::string& chosen_station) const {
  if (!chosen_station.empty()) {
    if (auto known = require_station(chosen_station, "station_id"); !known) {
      return tl::unexpected(std::move(known.error()));
    }
    return domain::Jurisdiction{chosen_station, v1::STATION_BASIS_CHOSEN,
                                station(chosen_station)->area_class()};
  }
  if (!place.has_position()) return domain::Jurisdiction{};
  const geo::Responsibility found = jurisdictions_.locate(place.position());
  return domain::Jurisdiction{found.station.id(), found.basis, found.station.area_class()};
}

domain::Outcome<void> City::require_station(const std::string& id, const std::string& field) const {
  if (station(id) != nullptr) return {};
  return domain::refuse(v1::REFUSAL_REASON_UNKNOWN_STATION, field, "no station " + id + " in this city");
}

std::set<v1::AreaClass> City::area_classes() const {
  std::set<v1::AreaClass> classes;
  for (const v1::Station& station : stations()) classes.insert(station.area_class());
  return classes;
}

}  // namespace turnout::chassis
