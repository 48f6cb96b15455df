#include "replay/json_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "client/words.h"
#include "replay/time_text.h"

namespace turnout::replay {
namespace {

using Json = nlohmann::ordered_json;

double json_seconds(std::int64_t ms) {
  return static_cast<double>(ms) / 1'000;
}

Json json_instant(std::int64_t at_ms) {
  return rfc3339(at_ms);
}

// What the file does not have is null.
Json unless(bool absent, Json value) {
  return absent ? Json() : std::move(value);
}

template <class Enum>
Json name_of(Enum value) {
  if (value == 0) return {};
  std::string name = client::word(value);
  std::ranges::replace(name, ' ', '_');
  return name;
}

Json call_json(const Findings& findings, std::size_t place) {
  const CallRecord& record = findings.records[place];
  const auto instant = [&](trace::Stage stage, std::int64_t at_ms) {
    return at_ms == 0 || findings.trace.absent.contains(stage) ? Json()
                                                               : json_instant(findings.in_file(place, at_ms));
  };
  return {{"call", findings.trace.calls[place].number},
          {"incident_id", record.incident_id},
          {"station", record.station_id},
          {"area", name_of(record.area)},
          {"received", instant(trace::Stage::kReceived, record.started_at_ms)},
          {"first_en_route", instant(trace::Stage::kEnRoute, record.first_en_route_ms)},
          {"first_on_scene", instant(trace::Stage::kOnScene, record.first_on_scene_ms)},
          {"turnout_limit_s", json_seconds(record.limit_ms)},
          {"turnout_verdict", findings.turnout_is_absent() ? Json() : name_of(record.verdict)}};
}

Json figures_json(const v1::StageFigures& figures) {
  return {{"count", figures.count()},
          {"median_s", json_seconds(figures.median_ms())},
          {"p90_s", json_seconds(figures.p90_ms())},
          {"p95_s", json_seconds(figures.p95_ms())}};
}

Json stages_json(const Findings& findings) {
  Json stages = Json::object();
  for (const StageComparison& compared : findings.stages) {
    if (findings.is_absent(compared.stage.from, compared.stage.to)) {
      stages[std::string(compared.stage.name)] = nullptr;
      continue;
    }
    Json stage = figures_json(compared.services);
    stage["file"] = figures_json(compared.file);
    stage["difference_s"] = json_seconds(compared.difference_ms);
    stages[std::string(compared.stage.name)] = std::move(stage);
  }
  return stages;
}

Json turnout_json(const Findings& findings) {
  const bool absent = findings.turnout_is_absent();
  Json areas = Json::object();
  for (const auto& [area, verdicts] : findings.comparison.areas) {
    const Json name = name_of(area);
    areas[name.is_null() ? "unknown" : name.get<std::string>()] = {
        {"calls", verdicts.calls},
        {"met", unless(absent, verdicts.met)},
        {"met_reported_late", unless(absent, verdicts.met_reported_late)},
        {"breached", unless(absent, verdicts.breached)},
        {"other", unless(absent, verdicts.other)},
        {"file_in_time", unless(absent, verdicts.file_in_time)}};
  }
  return areas;
}

Json band_json(const Findings& findings, const v1::Band& band) {
  const bool no_arrival = findings.is_absent(trace::Stage::kReceived, trace::Stage::kOnScene);
  return {{"en_route", unless(findings.turnout_is_absent(), band.en_route())},
          {"on_scene", unless(no_arrival, band.on_scene())}};
}

Json first_unit_json(const Findings& findings) {
  Json bands = Json::object();
  for (const BandComparison& band : findings.bands) {
    Json compared = band_json(findings, band.services);
    compared["file"] = band_json(findings, band.file);
    bands[std::to_string(band.services.within_ms() / 1'000)] = std::move(compared);
  }
  return bands;
}

Json predictions_json(const PredictionAccuracy& accuracy) {
  return {{"warned", accuracy.warned},
          {"breached", accuracy.breaches},
          {"predicted", accuracy.predicted},
          {"median_ahead_s", json_seconds(accuracy.median_ahead_ms)},
          {"false_alarms", accuracy.false_alarms}};
}

Json late_json(const v1::ComplianceRow& compliance) {
  Json waits = Json::object();
  for (const v1::LateFigures& late : compliance.late()) {
    waits[name_of(late.wait()).get<std::string>()] = {{"longest_in", late.breaches()},
                                                      {"duration_s", json_seconds(late.duration_ms())}};
  }
  return waits;
}

Json differences_json(const Findings& findings) {
  constexpr const char* kStandings[] = {"near_limit", "explained", "unexplained"};
  Json differences = Json::array();
  for (const Difference& difference : findings.comparison.differences) {
    differences.push_back({{"call", findings.trace.calls[difference.call].number},
                           {"standing", kStandings[static_cast<std::size_t>(difference.standing)]},
                           {"reason", difference.reason}});
  }
  return differences;
}

}  // namespace

std::string json_report(const Findings& findings) {
  Json report = Json::object();
  report["run"] = {{"run", findings.run},
                   {"speed", findings.speed},
                   {"tolerance_s", json_seconds(findings.tolerance_ms)},
                   {"calls", findings.trace.calls.size()},
                   {"orders", findings.orders},
                   {"commands", findings.played.commands},
                   {"repeated", findings.played.repeated},
                   {"idle_skipped_s", json_seconds(findings.skipped_ms())},
                   {"as_the_file", findings.as_the_file()}};
  Json calls = Json::array();
  for (std::size_t i = 0; i < findings.trace.calls.size(); ++i) {
    calls.push_back(call_json(findings, i));
  }
  report["calls"] = std::move(calls);
  report["stages"] = stages_json(findings);
  report["turnout"] = turnout_json(findings);
  report["first_unit"] = first_unit_json(findings);
  const bool no_turnout = findings.turnout_is_absent();
  report["turnout_predicted"] = unless(no_turnout, predictions_json(findings.predictions));
  report["late_turnout"] = unless(no_turnout, late_json(findings.compliance));
  Json absent = Json::array();
  for (const trace::Stage stage : findings.trace.absent) absent.push_back(trace::words_of(stage).key);
  report["absent"] = std::move(absent);
  Json flaws = Json::object();
  for (const FlawCount& flaw : findings.file_flaws) flaws[std::string(flaw.name)] = flaw.count;
  for (const FlawCount& flaw : findings.play_flaws) flaws[std::string(flaw.name)] = flaw.count;
  report["flaws"] = std::move(flaws);
  report["differences"] = differences_json(findings);
  report["faults"] = findings.faults;
  return report.dump(1) + "\n";
}

}  // namespace turnout::replay
