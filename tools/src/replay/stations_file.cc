#include "replay/stations_file.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "client/words.h"

namespace turnout::replay {
namespace {

nlohmann::json geojson_of(const v1::Position& position) {
  return {position.longitude_deg(), position.latitude_deg()};
}

nlohmann::json geojson_of(const geo::Ring& ring) {
  nlohmann::json vertices = nlohmann::json::array();
  for (const v1::Position& vertex : ring) vertices.push_back(geojson_of(vertex));
  return vertices;
}

nlohmann::json geojson_of(const geo::StationArea& area) {
  nlohmann::json polygons = nlohmann::json::array();
  for (const geo::Polygon& polygon : area.polygons) {
    nlohmann::json rings = nlohmann::json::array({geojson_of(polygon.outer)});
    for (const geo::Ring& hole : polygon.holes) rings.push_back(geojson_of(hole));
    polygons.push_back(std::move(rings));
  }
  nlohmann::json properties = {{"id", area.station.id()},
                               {"name", area.station.name()},
                               {"area_class", client::word(area.station.area_class())}};
  if (area.station.has_position()) properties["position"] = geojson_of(area.station.position());
  return {{"type", "Feature"},
          {"properties", std::move(properties)},
          {"geometry", {{"type", "MultiPolygon"}, {"coordinates", std::move(polygons)}}}};
}

}  // namespace

void write_stations(const std::filesystem::path& from, const geo::StationProperties& properties,
                    const std::filesystem::path& to) {
  nlohmann::json features = nlohmann::json::array();
  for (const geo::StationArea& area : geo::load_stations(from, properties))
    features.push_back(geojson_of(area));
  std::ofstream file(to);
  file << nlohmann::json{{"type", "FeatureCollection"}, {"features", std::move(features)}}.dump() << '\n';
  if (!file.flush()) throw std::runtime_error("cannot write " + to.string());
}

}  // namespace turnout::replay
