#include "replay/stations_file.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "client/words.h"

namespace turnout::replay {
namespace {

using Json = nlohmann::json;

Json json_of(const v1::Position& position) {
  return {position.longitude_deg(), position.latitude_deg()};
}

Json json_of(const geo::Ring& ring) {
  Json vertices = Json::array();
  for (const v1::Position& vertex : ring) vertices.push_back(json_of(vertex));
  return vertices;
}

Json json_of(const geo::StationArea& area) {
  Json polygons = Json::array();
  for (const geo::Polygon& polygon : area.polygons) {
    Json rings = Json::array({json_of(polygon.outer)});
    for (const geo::Ring& hole : polygon.holes) rings.push_back(json_of(hole));
    polygons.push_back(std::move(rings));
  }
  Json properties = {{"id", area.station.id()},
                     {"name", area.station.name()},
                     {"area_class", client::word(area.station.area_class())}};
  if (area.station.has_position()) properties["position"] = json_of(area.station.position());
  return {{"type", "Feature"},
          {"properties", std::move(properties)},
          {"geometry", {{"type", "MultiPolygon"}, {"coordinates", std::move(polygons)}}}};
}

}  // namespace

void write_stations(const std::filesystem::path& from, const geo::StationProperties& properties,
                    const std::filesystem::path& to) {
  Json features = Json::array();
  for (const geo::StationArea& area : geo::load_stations(from, properties)) features.push_back(json_of(area));
  std::ofstream file(to);
  file << Json{{"type", "FeatureCollection"}, {"features", std::move(features)}}.dump() << '\n';
  if (!file.flush()) throw std::runtime_error("cannot write " + to.string());
}

}  // namespace turnout::replay
