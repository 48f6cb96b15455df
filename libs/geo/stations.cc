#include "geo/stations.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "geo/data_error.h"
#include "geo/text_file.h"

namespace turnout::geo {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxNameBytes = 200;
constexpr std::size_t kMaxIdentifierBytes = 64;

// Reads the features one after another and keeps its place, so that every error can name it.
class StationReader {
 public:
  StationReader(const std::string& file, const StationProperties& properties)
      : file_(file), properties_(properties) {}

  std::vector<StationArea> read(std::string_view text) {
    const Json document = parse(text);
    if (!document.is_object() || document.value("type", Json()) != "FeatureCollection") {
      fail("the key 'type' must be \"FeatureCollection\"");
    }
    const auto features = document.find("features");
    if (features == document.end() || !features->is_array() || features->empty()) {
      fail("the key 'features' must be a list of at least one station");
    }
    if (features->size() > kMaxStations)
      fail("holds more than " + std::to_string(kMaxStations) + " stations");
    std::vector<StationArea> stations;
    for (const Json& feature : *features) {
      where_ = "feature " + std::to_string(stations.size() + 1);
      stations.push_back(read_feature(feature));
    }
    where_.clear();
    check_overrides();
    return stations;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw DataError(file_ + ": " + (where_.empty() ? "" : where_ + ": ") + what);
  }

  Json parse(std::string_view text) const {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) fail("the file is empty");
    try {
      return Json::parse(text);
    } catch (const Json::exception& error) {
      fail(std::string("is not JSON: ") + error.what());
    }
  }

  StationArea read_feature(const Json& feature) {
    if (!feature.is_object()) fail("must be an object");
    const Json properties = feature.value("properties", Json());
    if (!properties.is_object()) fail("the key 'properties' must be an object");
    StationArea area;
    const std::string key = read_key(properties);
    where_ += " ('" + key + "')";
    area.station.set_id(identifier_from(key));
    if (!ids_.insert(area.station.id()).second) {
      fail("the id '" + area.station.id() + "' belongs to another station already");
    }
    keys_.insert(key);
    area.station.set_name(properties.contains(properties_.name) ? read_text(properties, properties_.name)
                                                                : key);
    area.station.set_area_class(read_area_class(properties, key));
    if (properties.contains("position")) {
      *area.station.mutable_position() = read_position(properties["position"], "properties.position");
    }
    const auto geometry = feature.find("geometry");
    if (geometry == feature.end() || geometry->is_null())
      fail("the station has no polygon ('geometry' is missing)");
    area.polygons = read_geometry(*geometry);
    return area;
  }

  std::string read_key(const Json& properties) const {
    const auto found = properties.find(properties_.id);
    if (found == properties.end()) fail("has no property '" + properties_.id + "', which names the station");
    return read_text(properties, properties_.id);
  }

  std::string read_text(const Json& properties, const std::string& name) const {
    const Json& value = properties[name];
    if (value.is_number_integer()) return value.dump();
    std::string text = value.is_string() ? value.get<std::string>() : std::string();
    const bool control =
        std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    if (text.empty() || text.size() > kMaxNameBytes || control) {
      fail("the property '" + name + "' must be a whole number or text of 1 to " +
           std::to_string(kMaxNameBytes) + " bytes without control characters");
    }
    return text;
  }

  v1::AreaClass read_area_class(const Json& properties, const std::string& key) const {
    if (const auto set = properties_.area_class_of.find(key); set != properties_.area_class_of.end()) {
      return set->second;
    }
    const auto found = properties.find(properties_.area_class);
    if (found == properties.end()) {
      if (properties_.default_area_class != v1::AREA_CLASS_UNSPECIFIED) return properties_.default_area_class;
      fail("has no property '" + properties_.area_class + "', which must be one of " + area_class_names());
    }
    const auto value =
        found->is_string() ? area_class_from(found->get<std::string>()) : v1::AREA_CLASS_UNSPECIFIED;
    if (value == v1::AREA_CLASS_UNSPECIFIED) {
      fail("the property '" + properties_.area_class + "' is " + found->dump() + "; it must be one of " +
           area_class_names());
    }
    return value;
  }

  std::vector<Polygon> read_geometry(const Json& geometry) const {
    const Json type = geometry.is_object() ? geometry.value("type", Json()) : Json();
    if (type != "Polygon" && type != "MultiPolygon")
      fail("'geometry.type' must be \"Polygon\" or \"MultiPolygon\"");
    const auto coordinates = geometry.find("coordinates");
    if (coordinates == geometry.end() || !coordinates->is_array() || coordinates->empty()) {
      fail("the station has no polygon ('geometry.coordinates' is empty)");
    }
    if (type == "Polygon") return {read_polygon(*coordinates)};
    std::vector<Polygon> polygons;
    for (const Json& polygon : *coordinates) polygons.push_back(read_polygon(polygon));
    return polygons;
  }

  Polygon read_polygon(const Json& rings) const {
    if (!rings.is_array() || rings.empty()) fail("a polygon must be a list of at least one ring");
    Polygon polygon;
    polygon.outer = read_ring(rings[0]);
    for (std::size_t hole = 1; hole < rings.size(); ++hole) polygon.holes.push_back(read_ring(rings[hole]));
    return polygon;
  }

  Ring read_ring(const Json& vertices) const {
    if (!vertices.is_array() || vertices.size() < 4) fail("a ring must be a list of at least 4 positions");
    Ring ring;
    ring.reserve(vertices.size());
    for (const Json& vertex : vertices) ring.push_back(read_position(vertex, "geometry.coordinates"));
    return ring;
  }

  v1::Position read_position(const Json& value, const char* key) const {
    if (!value.is_array() || value.size() < 2 || !value[0].is_number() || !value[1].is_number()) {
      fail(std::string("'") + key + "' holds " + value.dump() +
           "; a position is [longitude, latitude], both numbers");
    }
    v1::Position position;
    position.set_longitude_deg(read_degrees(value[0], 180, std::string("a longitude in '") + key + "'"));
    position.set_latitude_deg(read_degrees(value[1], 90, std::string("a latitude in '") + key + "'"));
    return position;
  }

  double read_degrees(const Json& value, int limit, const std::string& what) const {
    const double degrees = value.get<double>();
    if (!(std::abs(degrees) <= limit)) {
      fail(what + " is " + value.dump() + "; it must be from -" + std::to_string(limit) + " to " +
           std::to_string(limit));
    }
    return degrees;
  }

  // A misspelt name would silently leave the station in another area class.
  void check_overrides() const {
    for (const auto& [key, area_class] : properties_.area_class_of) {
      if (!keys_.contains(key)) {
        fail("no feature has the " + properties_.id + " '" + key + "', for which an area class is set");
      }
    }
  }

  const std::string& file_;
  const StationProperties& properties_;
  std::string where_;
  std::set<std::string> ids_;
  std::set<std::string> keys_;
};

constexpr std::string_view kAreaClassPrefix = "AREA_CLASS_";

}  // namespace

std::vector<StationArea> load_stations(const std::filesystem::path& file,
                                       const StationProperties& properties) {
  return parse_stations(read_text_file(file), file.string(), properties);
}

std::vector<StationArea> parse_stations(std::string_view text, const std::string& file,
                                        const StationProperties& properties) {
  return StationReader(file, properties).read(text);
}

v1::AreaClass area_class_from(std::string_view name) {
  const auto* values = v1::AreaClass_descriptor();
  for (int index = 1; index < values->value_count(); ++index) {
    const auto value = static_cast<v1::AreaClass>(values->value(index)->number());
    if (area_class_name(value) == name) return value;
  }
  return v1::AREA_CLASS_UNSPECIFIED;
}

std::string area_class_name(v1::AreaClass area_class) {
  std::string name = v1::AreaClass_Name(area_class).substr(kAreaClassPrefix.size());
  for (char& c : name) c = static_cast<char>(c - 'A' + 'a');
  return name;
}

std::string area_class_names() {
  std::string names;
  const auto* values = v1::AreaClass_descriptor();
  for (int index = 1; index < values->value_count(); ++index) {
    names += (index == 1 ? "" : ", ") +
             area_class_name(static_cast<v1::AreaClass>(values->value(index)->number()));
  }
  return names;
}

std::string identifier_from(std::string_view text) {
  std::string id(text.substr(0, kMaxIdentifierBytes));
  for (char& c : id) {
    const bool allowed = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                         c == '.' || c == '_' || c == ':' || c == '-';
    if (!allowed) c = '_';
  }
  return id;
}

}  // namespace turnout::geo
