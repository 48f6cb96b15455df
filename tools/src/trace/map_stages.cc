#include "trace/map_stages.h"

#include <algorithm>
#include <cmath>

#include "trace/local_time.h"

namespace turnout::trace {
namespace {

using geo::YamlMap;

constexpr const char* kCall = "call";
constexpr const char* kUnit = "unit";
constexpr const char* kLocation = "location";

// What the map says the export does not have: stages and the three facts above.
class Absent {
 public:
  explicit Absent(const YamlMap& root) : words_(root.texts("absent")) {
    for (const std::string& word : words_) {
      const bool known = stage_from(word) || word == kCall || word == kUnit || word == kLocation;
      if (!known) {
        root.fail("absent",
                  "names '" + word +
                      "'; it may name call, unit, location, received, dispatched, en_route, on_scene and "
                      "available");
      }
    }
  }

  bool has(std::string_view word) const { return std::ranges::find(words_, word) != words_.end(); }

 private:
  std::vector<std::string> words_;
};

// The column under `key`; nothing if `absent` names it, or if it comes from elsewhere.
std::string column(const YamlMap& columns, const std::string& key, const Absent& absent) {
  if (columns.has(key)) {
    if (absent.has(key)) columns.fail(key, "is given, but absent names it too");
    return columns.text(key);
  }
  if (!absent.has(key)) columns.fail(key, "is required; if the export has none, name it under absent");
  return {};
}

void read_place(const YamlMap& columns, const Absent& absent, Columns& result) {
  result.location = columns.text_or(kLocation, "");
  const bool has_pair = columns.has("latitude") || columns.has("longitude");
  if (!result.location.empty() && has_pair)
    columns.fail(kLocation, "and latitude/longitude exclude each other");
  if (absent.has(kLocation)) {
    if (has_pair || !result.location.empty()) columns.fail(kLocation, "is given, but absent names it too");
  } else if (result.location.empty()) {
    result.latitude = column(columns, "latitude", absent);
    result.longitude = column(columns, "longitude", absent);
  }
}

Stage stage_named(const YamlMap& map, const std::string& key) {
  const std::string text = map.text(key);
  if (const auto stage = stage_from(text)) return *stage;
  map.fail(key, "is '" + text + "'; it must be one of received, dispatched, en_route, on_scene, available");
}

DurationUnit duration_unit(const YamlMap& map) {
  const std::string text = map.text("unit");
  if (text == "seconds") return DurationUnit::kSeconds;
  if (text == "minutes") return DurationUnit::kMinutes;
  if (text == "hours") return DurationUnit::kHours;
  if (text == "clock") return DurationUnit::kClock;
  map.fail("unit", "is '" + text + "'; it must be one of seconds, minutes, hours, clock (h:mm:ss)");
}

void read_durations(const YamlMap& map, TraceMap& result) {
  result.duration_unit = duration_unit(map);
  for (const Stage stage : kStages) {
    const std::string key(words_of(stage).key);
    if (!map.has(key)) continue;
    const YamlMap source = map.map(key, {"after", "columns"});
    const DurationSource duration{stage_named(source, "after"), source.texts("columns")};
    if (duration.after >= stage) source.fail("after", "must name a stage that comes before " + key);
    if (duration.columns.empty()) source.fail("columns", "is required: a list of at least one column");
    result.durations[stage] = duration;
  }
}

StatusRows read_statuses(const YamlMap& map) {
  StatusRows rows{map.text("column"), map.text("time"), {}};
  const YamlMap words = map.map("stages");
  for (const std::string& word : words.keys()) rows.stages[word] = stage_named(words, word);
  return rows;
}

AssumedReceipts read_receipts(const YamlMap& map, const std::string& zone) {
  AssumedReceipts receipts;
  const std::string first = map.text("first");
  const auto read = LocalTimeFormat("%Y-%m-%d %H:%M:%S", zone).read(first);
  if (!read) map.fail("first", "is '" + first + "'; it must be a time such as 2026-01-01 00:00:00");
  receipts.first_ms = read->at_ms;
  const double minutes = map.number("every_minutes");
  if (!(minutes > 0 && minutes <= 24 * 60)) map.fail("every_minutes", "must be more than 0 and at most 1440");
  receipts.every_ms = std::llround(minutes * 60'000);
  return receipts;
}

bool has_status(const TraceMap& map, Stage stage) {
  if (!map.statuses) return false;
  return std::ranges::any_of(map.statuses->stages,
                             [stage](const auto& word) { return word.second == stage; });
}

// Every stage has one source, or is absent.
void read_stage(const YamlMap& columns, Stage stage, const Absent& absent, TraceMap& map) {
  const std::string key(words_of(stage).key);
  const bool elsewhere =
      map.durations.contains(stage) || has_status(map, stage) || (stage == Stage::kReceived && map.receipts);
  if (!elsewhere) {
    map.columns.of_stage[place_of(stage)] = column(columns, key, absent);
  } else if (columns.has(key) || absent.has(key)) {
    columns.fail(key,
                 "has two sources; columns, durations, statuses, receipts and absent exclude each other");
  }
  if (absent.has(key)) map.absent.insert(stage);
}

void check_durations(const YamlMap& root, const TraceMap& map) {
  for (const auto& [stage, duration] : map.durations) {
    if (map.absent.contains(duration.after)) {
      root.fail("durations", std::string(words_of(stage).key) + " is counted from " +
                                 std::string(words_of(duration.after).key) +
                                 ", which is absent; receipts can assume when the calls were received");
    }
  }
}

}  // namespace

void read_stage_sources(const YamlMap& root, TraceMap& map) {
  const YamlMap columns =
      root.map("columns", {"call", "unit", "unit_separator", "received", "dispatched", "en_route", "on_scene",
                           "available", "stages", "location", "latitude", "longitude", "type", "priority"});
  const Absent absent(root);
  if (root.has("durations")) {
    read_durations(root.map("durations", {"unit", "dispatched", "en_route", "on_scene", "available"}), map);
  }
  if (root.has("statuses")) map.statuses = read_statuses(root.map("statuses", {"column", "time", "stages"}));
  if (root.has("receipts")) {
    if (!absent.has(kCall)) root.fail("receipts", "are for files of single rows: absent must name call");
    map.receipts = read_receipts(root.map("receipts", {"first", "every_minutes"}), map.time.zone);
  }
  map.columns.call = column(columns, kCall, absent);
  map.columns.unit = column(columns, kUnit, absent);
  map.columns.unit_separator = columns.text_or("unit_separator", "");
  for (const Stage stage : kStages) read_stage(columns, stage, absent, map);
  map.columns.stages = columns.texts("stages");
  map.columns.type = columns.text_or("type", "");
  map.columns.priority = columns.text_or("priority", "");
  read_place(columns, absent, map.columns);
  if (map.statuses && map.columns.call.empty())
    root.fail("statuses", "need the number of the call in every row");
  if (map.absent.size() == kStages.size()) root.fail("absent", "names every stage: there is nothing to play");
  check_durations(root, map);
}

}  // namespace turnout::trace
