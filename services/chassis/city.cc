#include "chassis/city.h"

namespace turnout::chassis {
namespace {

// A place this far from every station's jurisdiction is none that this city is called to.
constexpr double kMaxOutsideM = 100'000;

// At 0, 0, with which devices mean that they have no fix.
bool is_null_island(const v1::Position& position) {
  return position.latitude_deg() == 0 && position.longitude_deg() == 0;
}

}  // namespace

City::City(const std::filesystem::path& stations_file)
    : jurisdictions_(geo::Jurisdictions::load(stations_file)) {}

domain::Outcome<domain::Jurisdiction> City::resolve(const v1::Place& place,
                                                    const std::string& chosen_station) const {
  const bool is_implausible = place.has_position() && !is_plausible(place.position());
  if (!chosen_station.empty()) {
    if (auto known = require_station(chosen_station, "station_id"); !known) {
      return tl::unexpected(std::move(known.error()));
    }
    return domain::Jurisdiction{.station_id = chosen_station,
                                .basis = v1::STATION_BASIS_CHOSEN,
                                .area_class = station(chosen_station)->area_class(),
                                .is_position_implausible = is_implausible};
  }
  domain::Jurisdiction unknown;
  unknown.is_position_implausible = is_implausible;
  if (!place.has_position() || is_implausible) return unknown;
  const geo::Responsibility found = jurisdictions_.locate(place.position());
  return domain::Jurisdiction{.station_id = found.station.id(),
                              .basis = found.basis,
                              .area_class = found.station.area_class(),
                              .is_position_implausible = false};
}

bool City::is_plausible(const v1::Position& position) const {
  return !is_null_island(position) && jurisdictions_.locate(position).outside_m <= kMaxOutsideM;
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
