#include "trace/trace_map.h"

#include <cmath>

#include "client/words.h"
#include "geo/data_error.h"
#include "geo/text_file.h"
#include "geo/yaml_map.h"
#include "trace/encoding.h"
#include "trace/local_time.h"
#include "trace/location.h"
#include "trace/map_stages.h"

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

char single_character(const YamlMap& map, const std::string& key, char otherwise) {
  const std::string text = map.text_or(key, std::string(1, otherwise));
  if (text == "tab") return '\t';
  if (text.size() != 1) map.fail(key, "is '" + text + "'; it must be one character, or the word tab");
  return text.front();
}

std::size_t count_or_none(const YamlMap& map, const std::string& key) {
  if (!map.has(key)) return 0;
  const double number = map.number(key);
  if (!(number >= 0 && number <= 1'000) || number != std::floor(number)) {
    map.fail(key, "must be a whole number from 0 to 1000");
  }
  return static_cast<std::size_t>(number);
}

FileForm read_form(const YamlMap& map) {
  FileForm form;
  form.encoding = map.text_or("encoding", form.encoding);
  if (!is_known_encoding(form.encoding)) {
    map.fail("encoding", "is '" + form.encoding +
                             "'; it must be one that iconv -l lists, e.g. UTF-8, UTF-16LE, GBK, ISO-8859-1");
  }
  form.delimiter = single_character(map, "delimiter", form.delimiter);
  form.preamble_lines = count_or_none(map, "preamble_lines");
  form.has_header = map.truth_or("header", true);
  form.decimal = single_character(map, "decimal", form.decimal);
  if (form.decimal != '.' && form.decimal != ',') map.fail("decimal", "must be \".\" or \",\"");
  for (const std::string& word : map.texts("nothing")) form.cells.nothing.insert(word);
  return form;
}

// Whether the machine knows the zone and the format can measure anything.
void check_format(const YamlMap& map, const std::string& format, const std::string& zone) {
  std::optional<LocalTimeFormat> checked;
  try {
    checked.emplace(format, zone);
  } catch (const std::runtime_error&) {
    map.fail("zone",
             "is '" + zone + "'; it must be an IANA time zone that this machine knows, e.g. Asia/Shanghai");
  }
  if (!checked->has_time_of_day()) {
    map.fail("format",
             "'" + format +
                 "' has no time of day, and no stage can be measured by dates alone; it must hold the "
                 "hour and the minute, e.g. %H:%M");
  }
}

TimeForm read_time(const YamlMap& map) {
  TimeForm time{map.texts("other_formats"), map.text("zone"), map.text_or("none_before", ""),
                map.truth_or("next_day", false)};
  time.formats.insert(time.formats.begin(), map.text("format"));
  for (const std::string& format : time.formats) check_format(map, format, time.zone);
  if (!time.none_before.empty() && !LocalTimeFormat("%Y-%m-%d", time.zone).parse(time.none_before)) {
    map.fail("none_before", "is '" + time.none_before + "'; it must be a date such as 1970-01-01");
  }
  return time;
}

std::string read_pattern(const YamlMap& map) {
  std::string pattern = map.text("location_pattern");
  if (!LocationPattern::parse(pattern)) {
    map.fail("location_pattern", "is '" + pattern +
                                     "'; it must contain {latitude} and {longitude} once each, and a mark "
                                     "after a {text} at its begin");
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
      YamlMap::parse(text, file,
                     {"columns", "absent", "durations", "statuses", "receipts", "location_pattern", "time",
                      "file", "priorities", "jurisdictions", "data_set", "header_read"});
  TraceMap result;
  result.file = file;
  result.data_set = root.text_or("data_set", "");
  result.header_read = root.text_or("header_read", "");
  root.map("columns");
  if (root.has("file")) {
    result.form = read_form(
        root.map("file", {"encoding", "delimiter", "preamble_lines", "header", "decimal", "nothing"}));
  }
  result.time = read_time(root.map("time", {"format", "other_formats", "zone", "none_before", "next_day"}));
  read_stage_sources(root, result);
  if (!result.columns.location.empty()) result.location_pattern = read_pattern(root);
  if (root.has("priorities")) result.priorities = values<v1::Priority>(root.map("priorities"));
  if (root.has("jurisdictions")) {
    result.jurisdictions = read_jurisdictions(
        root.map("jurisdictions", {"id", "name", "area_class", "default_area_class", "area_classes"}));
  }
  return result;
}

}  // namespace turnout::trace
