#include "trace/trace_map.h"

#include "client/words.h"
#include "geo/text_file.h"
#include "geo/yaml_map.h"
#include "trace/local_time.h"
#include "trace/location.h"

namespace turnout::trace {
namespace {

using geo::YamlMap;

// The enum value that the text under `key` names.
template <class Enum>
Enum value(const YamlMap& map, const std::string& key) {
  const auto* type = google::protobuf::GetEnumDescriptor<Enum>();
  const std::string text = map.text(key);
  if (const auto found = client::value_of(type, text)) return static_cast<Enum>(*found);
  std::string allowed;
  for (const std::string& word : client::words_of(type)) allowed += (allowed.empty() ? "" : ", ") + word;
  map.fail(key, "is '" + text + "'; it must be one of " + allowed);
}

template <class Enum>
std::map<std::string, Enum> values(const YamlMap& map) {
  std::map<std::string, Enum> result;
  for (const std::string& key : map.keys()) result[key] = value<Enum>(map, key);
  return result;
}

Columns read_columns(const YamlMap& map) {
  Columns columns;
  columns.call = map.text("call");
  columns.unit = map.text("unit");
  columns.received = map.text("received");
  columns.dispatched = map.text("dispatched");
  columns.en_route = map.text("en_route");
  columns.on_scene = map.text("on_scene");
  columns.available = map.text("available");
  columns.stages = map.texts("stages");
  columns.type = map.text_or("type", "");
  columns.priority = map.text_or("priority", "");
  columns.location = map.text_or("location", "");
  if (columns.location.empty()) {
    columns.latitude = map.text("latitude");
    columns.longitude = map.text("longitude");
  } else if (map.has("latitude") || map.has("longitude")) {
    map.fail("location", "and latitude/longitude exclude each other");
  }
  return columns;
}

void read_time(const YamlMap& map, TraceMap& result) {
  result.time_format = map.text("format");
  result.time_zone = map.text("zone");
  try {
    const LocalTimeFormat checked(result.time_format, result.time_zone);
  } catch (const std::runtime_error&) {
    map.fail("zone", "is '" + result.time_zone +
                         "'; it must be an IANA time zone that this machine knows, e.g. Asia/Shanghai");
  }
}

std::string read_pattern(const YamlMap& map) {
  std::string pattern = map.text("location_pattern");
  if (!LocationPattern::parse(pattern)) {
    map.fail("location_pattern",
             "is '" + pattern + "'; it must contain {latitude} and {longitude} once each");
  }
  return pattern;
}

geo::StationProperties read_jurisdictions(const YamlMap& map) {
  geo::StationProperties properties;
  properties.id = map.text("id");
  properties.name = map.text_or("name", properties.id);
  properties.area_class = map.text_or("area_class", properties.area_class);
  if (map.has("default_area_class")) {
    properties.default_area_class = value<v1::AreaClass>(map, "default_area_class");
  }
  if (map.has("area_classes")) properties.area_class_of = values<v1::AreaClass>(map.map("area_classes"));
  return properties;
}

}  // namespace

TraceMap load_trace_map(const std::filesystem::path& file) {
  return parse_trace_map(geo::read_text_file(file), file.string());
}

TraceMap parse_trace_map(const std::string& text, const std::string& file) {
  const YamlMap root =
      YamlMap::parse(text, file, {"columns", "location_pattern", "time", "priorities", "jurisdictions"});
  TraceMap result;
  result.file = file;
  result.columns = read_columns(
      root.map("columns", {"call", "unit", "received", "dispatched", "en_route", "on_scene", "available",
                           "stages", "location", "latitude", "longitude", "type", "priority"}));
  if (!result.columns.location.empty()) result.location_pattern = read_pattern(root);
  read_time(root.map("time", {"format", "zone"}), result);
  if (root.has("priorities")) result.priorities = values<v1::Priority>(root.map("priorities"));
  result.jurisdictions = read_jurisdictions(
      root.map("jurisdictions", {"id", "name", "area_class", "default_area_class", "area_classes"}));
  return result;
}

}  // namespace turnout::trace
