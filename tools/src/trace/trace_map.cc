#include "trace/trace_map.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <initializer_list>
#include <set>

#include "client/words.h"
#include "geo/data_error.h"
#include "geo/text_file.h"
#include "trace/local_time.h"
#include "trace/location.h"

namespace turnout::trace {
namespace {

constexpr std::size_t kMaxMapBytes = 1U << 20U;

// One mapping of the file. Knows its name, so that errors can say where they are.
class Section {
 public:
  Section(const YAML::Node& node, std::string file, std::string name)
      : node_(node), file_(std::move(file)), name_(std::move(name)) {
    if (!node_.IsMap())
      fail(node_, name_.empty() ? "the file" : name_, "must be a list of 'key: value' lines");
  }

  void allow_only(std::initializer_list<const char*> keys) const {
    const std::set<std::string> allowed(keys.begin(), keys.end());
    std::string list;
    for (const char* key : keys) list += (list.empty() ? "" : ", ") + std::string(key);
    for (const auto& entry : node_) {
      const std::string key = entry.first.Scalar();
      if (!allowed.contains(key))
        fail(entry.first, path(key), "is not a key of the map; allowed here: " + list);
    }
  }

  Section section(const std::string& key) const {
    if (!node_[key]) fail(node_, path(key), "is missing");
    return {node_[key], file_, path(key)};
  }
  bool has(const std::string& key) const { return static_cast<bool>(node_[key]); }

  std::string required(const std::string& key) const {
    std::string value = optional(key);
    if (value.empty()) fail(node_, path(key), "is missing");
    return value;
  }

  std::string optional(const std::string& key) const {
    const YAML::Node value = node_[key];
    if (!value) return {};
    if (!value.IsScalar() || value.Scalar().empty()) fail(value, path(key), "must be text");
    return value.Scalar();
  }

  std::vector<std::string> list(const std::string& key) const {
    std::vector<std::string> values;
    const YAML::Node found = node_[key];
    if (!found) return values;
    if (!found.IsSequence()) fail(found, path(key), "must be a list");
    for (const auto& value : found) {
      if (!value.IsScalar()) fail(value, path(key), "must be a list of texts");
      values.push_back(value.Scalar());
    }
    return values;
  }

  // Each key of this mapping with the enum value that its text names.
  template <class Enum>
  std::map<std::string, Enum> values() const {
    std::map<std::string, Enum> result;
    for (const auto& entry : node_) result[entry.first.Scalar()] = value<Enum>(entry.first.Scalar());
    return result;
  }

  template <class Enum>
  Enum value(const std::string& key) const {
    const auto* type = google::protobuf::GetEnumDescriptor<Enum>();
    const std::string text = required(key);
    if (const auto found = client::value_of(type, text)) return static_cast<Enum>(*found);
    std::string allowed;
    for (const std::string& word : client::words_of(type)) allowed += (allowed.empty() ? "" : ", ") + word;
    fail(node_[key], path(key), "is '" + text + "'; it must be one of " + allowed);
  }

  [[noreturn]] void fail(const std::string& key, const std::string& what) const {
    fail(node_[key], path(key), what);
  }

 private:
  std::string path(const std::string& key) const { return name_.empty() ? key : name_ + "." + key; }

  [[noreturn]] void fail(const YAML::Node& where, const std::string& key, const std::string& what) const {
    const YAML::Mark mark = where.Mark();
    const std::string line = mark.is_null() ? "" : "line " + std::to_string(mark.line + 1) + ": ";
    throw geo::DataError(file_ + ": " + line + "'" + key + "' " + what);
  }

  YAML::Node node_;
  std::string file_;
  std::string name_;
};

Columns read_columns(const Section& section) {
  section.allow_only({"call", "unit", "received", "dispatched", "en_route", "on_scene", "available", "stages",
                      "location", "latitude", "longitude", "type", "priority"});
  Columns columns;
  columns.call = section.required("call");
  columns.unit = section.required("unit");
  columns.received = section.required("received");
  columns.dispatched = section.required("dispatched");
  columns.en_route = section.required("en_route");
  columns.on_scene = section.required("on_scene");
  columns.available = section.required("available");
  columns.stages = section.list("stages");
  columns.type = section.optional("type");
  columns.priority = section.optional("priority");
  columns.location = section.optional("location");
  if (columns.location.empty()) {
    columns.latitude = section.required("latitude");
    columns.longitude = section.required("longitude");
  } else if (section.has("latitude") || section.has("longitude")) {
    section.fail("location", "and latitude/longitude exclude each other");
  }
  return columns;
}

void read_time(const Section& section, TraceMap& map) {
  section.allow_only({"format", "zone"});
  map.time_format = section.required("format");
  map.time_zone = section.required("zone");
  try {
    const LocalTimeFormat checked(map.time_format, map.time_zone);
  } catch (const std::runtime_error&) {
    section.fail("zone", "is '" + map.time_zone +
                             "'; it must be an IANA time zone that this machine knows, e.g. Asia/Shanghai");
  }
}

std::string read_pattern(const Section& section) {
  std::string pattern = section.required("location_pattern");
  if (!LocationPattern::parse(pattern)) {
    section.fail("location_pattern",
                 "is '" + pattern + "'; it must hold {latitude} and {longitude} once each");
  }
  return pattern;
}

geo::StationProperties read_jurisdictions(const Section& section) {
  section.allow_only({"id", "name", "area_class", "default_area_class", "area_classes"});
  geo::StationProperties properties;
  properties.id = section.required("id");
  properties.name = section.has("name") ? section.required("name") : properties.id;
  if (section.has("area_class")) properties.area_class = section.required("area_class");
  if (section.has("default_area_class")) {
    properties.default_area_class = section.value<v1::AreaClass>("default_area_class");
  }
  if (section.has("area_classes")) {
    properties.area_class_of = section.section("area_classes").values<v1::AreaClass>();
  }
  return properties;
}

}  // namespace

TraceMap load_trace_map(const std::filesystem::path& file) {
  return parse_trace_map(geo::read_text_file(file, kMaxMapBytes), file.string());
}

TraceMap parse_trace_map(const std::string& text, const std::string& file) try {
  const Section root(YAML::Load(text), file, "");
  root.allow_only({"columns", "location_pattern", "time", "priorities", "jurisdictions"});
  TraceMap map;
  map.file = file;
  map.columns = read_columns(root.section("columns"));
  if (!map.columns.location.empty()) map.location_pattern = read_pattern(root);
  read_time(root.section("time"), map);
  if (root.has("priorities")) map.priorities = root.section("priorities").values<v1::Priority>();
  map.jurisdictions = read_jurisdictions(root.section("jurisdictions"));
  return map;
} catch (const YAML::Exception& error) {
  throw geo::DataError(file + ": is not YAML: " + error.what());
}

}  // namespace turnout::trace
