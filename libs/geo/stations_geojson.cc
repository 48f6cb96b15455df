#include "geo/stations_geojson.h"

#include <nlohmann/json.hpp>

namespace turnout::geo {
namespace {

using Json = nlohmann::ordered_json;

Json point(const v1::Position& position) {
  return Json::array({position.longitude_deg(), position.latitude_deg()});
}

Json ring(const Ring& vertices) {
  Json result = Json::array();
  for (const v1::Position& vertex : vertices) result.push_back(point(vertex));
  return result;
}

Json coordinates(const Polygon& polygon) {
  Json rings = Json::array({ring(polygon.outer)});
  for (const Ring& hole : polygon.holes) rings.push_back(ring(hole));
  return rings;
}

Json geometry(const std::vector<Polygon>& polygons) {
  if (polygons.size() == 1) return {{"type", "Polygon"}, {"coordinates", coordinates(polygons[0])}};
  Json all = Json::array();
  for (const Polygon& polygon : polygons) all.push_back(coordinates(polygon));
  return {{"type", "MultiPolygon"}, {"coordinates", std::move(all)}};
}

Json feature(const StationArea& area) {
  Json properties = {{"id", area.station.id()},
                     {"name", area.station.name()},
                     {"area_class", area_class_name(area.station.area_class())}};
  if (area.station.has_position()) properties["position"] = point(area.station.position());
  return {{"type", "Feature"}, {"properties", std::move(properties)}, {"geometry", geometry(area.polygons)}};
}

}  // namespace

std::string stations_geojson(const std::vector<StationArea>& stations, const std::string& description) {
  std::string text = "{\"type\": \"FeatureCollection\", \"description\": " + Json(description).dump() +
                     ", \"features\": [\n";
  for (const StationArea& station : stations) {
    text += feature(station).dump() + (&station == &stations.back() ? "\n" : ",\n");
  }
  return text + "]}\n";
}

}  // namespace turnout::geo
