#include "host/policy_file.h"

#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "domain/policy.h"
#include "geo/data_error.h"
#include "geo/stations.h"
#include "geo/yaml_map.h"

namespace turnout::host {
namespace {

using geo::YamlMap;

template <class Value>
using Name = std::pair<std::string_view, Value>;

constexpr Name<v1::ClockKind> kClocks[] = {{"assign", v1::CLOCK_KIND_ASSIGN},
                                           {"acknowledge", v1::CLOCK_KIND_ACKNOWLEDGE},
                                           {"turnout", v1::CLOCK_KIND_TURNOUT},
                                           {"arrival", v1::CLOCK_KIND_ARRIVAL},
                                           {"disposition", v1::CLOCK_KIND_DISPOSITION}};
constexpr Name<v1::AreaClass> kAreas[] = {{"", v1::AREA_CLASS_UNSPECIFIED},
                                          {"urban", v1::AREA_CLASS_URBAN},
                                          {"suburban", v1::AREA_CLASS_SUBURBAN},
                                          {"rural", v1::AREA_CLASS_RURAL}};
constexpr Name<v1::Priority> kPriorities[] = {{"", v1::PRIORITY_UNSPECIFIED},
                                              {"emergency", v1::PRIORITY_EMERGENCY},
                                              {"urgent", v1::PRIORITY_URGENT},
                                              {"routine", v1::PRIORITY_ROUTINE}};
constexpr Name<double> kUnits[] = {{"s", 1e3}, {"min", 60e3}, {"h", 3'600e3}, {"d", 86'400e3}};

template <class Value, std::size_t N>
Value named(const YamlMap& map, const std::string& key, const std::string& text,
            const Name<Value> (&names)[N]) {
  std::string allowed;
  for (const auto& [name, value] : names) {
    if (name == text) return value;
    if (!name.empty()) allowed += (allowed.empty() ? "" : ", ") + std::string(name);
  }
  map.fail(key, "is \"" + text + "\", allowed are " + allowed);
}

// "5 min" → 300,000
std::int64_t duration_ms(const YamlMap& map, const std::string& key) {
  const std::string text = map.text(key);
  double number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  const std::string unit(text.find(' ') == std::string::npos ? "" : text.substr(text.find(' ') + 1));
  if (read.ec != std::errc() || read.ptr == end || *read.ptr != ' ' || !(number > 0 && number < 1e6)) {
    map.fail(key, "is \"" + text + "\", must be a number above 0 and a unit, e.g. 5 min");
  }
  return std::llround(number * named(map, key, unit, kUnits));
}

v1::LimitRule rule_from(const YamlMap& map) {
  v1::LimitRule rule;
  rule.set_kind(named(map, "clock", map.text("clock"), kClocks));
  rule.set_area_class(named(map, "area", map.text_or("area", ""), kAreas));
  rule.set_priority(named(map, "priority", map.text_or("priority", ""), kPriorities));
  rule.set_limit_ms(duration_ms(map, "limit"));
  rule.set_source(map.text("source"));
  return rule;
}

v1::TravelSpeed speed_from(const YamlMap& map) {
  constexpr double kKmhPerMps = 3.6;
  v1::TravelSpeed speed;
  speed.set_area_class(named(map, "area", map.text("area"), kAreas));
  speed.set_metres_per_second(map.number("speed_kmh") / kKmhPerMps);
  speed.set_source(map.text("source"));
  return speed;
}

}  // namespace

v1::Policy load_policy(const std::filesystem::path& file, const std::set<v1::AreaClass>& areas) {
  const YamlMap map = YamlMap::load(file, {"version", "accept_imported_times", "limits", "travel_speeds"});
  v1::Policy policy;
  policy.set_version(map.text("version"));
  policy.set_accept_imported_times(map.truth_or("accept_imported_times", false));
  for (const YamlMap& rule : map.list("limits", {"clock", "area", "priority", "limit", "source"})) {
    *policy.add_limits() = rule_from(rule);
  }
  for (const YamlMap& speed : map.list("travel_speeds", {"area", "speed_kmh", "source"})) {
    *policy.add_travel_speeds() = speed_from(speed);
  }
  const std::vector<std::string> faults = domain::faults_of(policy, areas);
  if (faults.empty()) return policy;
  std::string text = file.string() + ": ";
  for (const std::string& fault : faults) text += (&fault == &faults.front() ? "" : "; ") + fault;
  throw geo::DataError(text);
}

}  // namespace turnout::host
