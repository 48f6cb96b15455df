#include "replay/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "client/words.h"

namespace turnout::replay {
namespace {

constexpr std::int64_t kPromisesMs[] = {300'000, 600'000};

bool is_in_time(v1::ClockVerdict verdict) {
  return verdict == v1::CLOCK_VERDICT_MET || verdict == v1::CLOCK_VERDICT_MET_REPORTED_LATE;
}

std::string seconds_text(std::int64_t ms) {
  return fmt::format("{:g} s", static_cast<double>(ms) / 1'000);
}

// One call in the file and in the services.
struct CallPair {
  const trace::TraceCall& call;
  const CallRecord& record;
  trace::Instant en_route = first_en_route(call);

  std::int64_t after_ms() const { return *en_route - call.received_at_ms; }
  bool file_in_time() const { return en_route && after_ms() <= record.limit_ms; }
  bool is_near(std::int64_t tolerance_ms) const {
    return en_route && std::abs(after_ms() - record.limit_ms) <= tolerance_ms;
  }
  std::string file_text() const {
    return en_route ? "en route " + seconds_text(after_ms()) + " after the call" : "never en route";
  }
};

// A fault that is independent of the verdict.
std::optional<std::string> fault_of(const CallPair& pair) {
  const CallRecord& record = pair.record;
  if (record.incident_id.empty()) return "the services do not have the call";
  if (record.limit_ms == 0) return "the services have no turnout clock for it";
  if (record.fired_at_ms != 0 && record.fired_at_ms <= record.due_at_ms) {
    return "its deadline fired " + seconds_text(record.due_at_ms - record.fired_at_ms) + " too early";
  }
  if (record.started_at_ms != pair.call.received_at_ms) {
    return "the services start its clocks " + seconds_text(record.started_at_ms - pair.call.received_at_ms) +
           " after its receipt";
  }
  return std::nullopt;
}

// A met clock whose deadline fired before the services received the time.
Difference reported_late(const CallPair& pair, std::int64_t tolerance_ms) {
  const CallRecord& record = pair.record;
  const std::int64_t late_ms = record.en_route_known_ms - record.due_at_ms;
  Difference difference;
  difference.standing = late_ms <= 0                 ? Standing::kUnexplained
                        : pair.is_near(tolerance_ms) ? Standing::kNearLimit
                                                     : Standing::kExplained;
  difference.reason =
      fmt::format("met, reported late: {}; the services received it {} {} the deadline", pair.file_text(),
                  seconds_text(std::abs(late_ms)), late_ms > 0 ? "after" : "before");
  return difference;
}

Difference other_verdict(const CallPair& pair, std::int64_t tolerance_ms) {
  const CallRecord& record = pair.record;
  const std::string has =
      record.verdict == v1::CLOCK_VERDICT_UNSPECIFIED ? "no verdict yet" : client::word(record.verdict);
  Difference difference;
  difference.reason =
      fmt::format("{} instead of {}: {}", has, pair.file_in_time() ? "met" : "breached", pair.file_text());
  if (!pair.en_route && record.en_route_implied) {
    difference.standing = Standing::kExplained;
    difference.reason += "; the services implied it from a later stage";
  } else if (pair.is_near(tolerance_ms)) {
    difference.standing = Standing::kNearLimit;
  }
  if (record.unconfirmed > 0) difference.reason += "; the services did not accept a time of the file";
  return difference;
}

std::optional<Difference> difference_of(const CallPair& pair, std::int64_t tolerance_ms,
                                        bool turnout_is_absent) {
  if (auto fault = fault_of(pair)) return Difference{0, Standing::kUnexplained, *std::move(fault)};
  if (turnout_is_absent) return std::nullopt;
  const v1::ClockVerdict verdict = pair.record.verdict;
  const bool decided = is_in_time(verdict) || verdict == v1::CLOCK_VERDICT_BREACHED;
  if (!decided || is_in_time(verdict) != pair.file_in_time()) return other_verdict(pair, tolerance_ms);
  if (verdict == v1::CLOCK_VERDICT_MET_REPORTED_LATE) return reported_late(pair, tolerance_ms);
  return std::nullopt;
}

void count_verdict(const CallPair& pair, AreaVerdicts& area) {
  area.file_in_time += pair.file_in_time() ? 1 : 0;
  switch (pair.record.verdict) {
    case v1::CLOCK_VERDICT_MET:
      ++area.met;
      break;
    case v1::CLOCK_VERDICT_MET_REPORTED_LATE:
      ++area.met_reported_late;
      break;
    case v1::CLOCK_VERDICT_BREACHED:
      ++area.breached;
      break;
    default:
      ++area.other;
  }
}

v1::StageFigures figures_of(v1::Stage stage, const v1::ComplianceRow& row) {
  for (const v1::StageFigures& figures : row.stages()) {
    if (figures.stage() == stage) return figures;
  }
  return {};
}

std::int64_t greatest_difference(const v1::StageFigures& a, const v1::StageFigures& b) {
  return std::max({std::abs(a.median_ms() - b.median_ms()), std::abs(a.p90_ms() - b.p90_ms()),
                   std::abs(a.p95_ms() - b.p95_ms())});
}

}  // namespace

std::size_t Comparison::count(Standing standing) const {
  return static_cast<std::size_t>(std::ranges::count(differences, standing, &Difference::standing));
}

Comparison compare(const std::vector<trace::TraceCall>& calls, const std::vector<CallRecord>& records,
                   std::int64_t tolerance_ms, bool turnout_is_absent) {
  Comparison comparison;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const CallPair pair{calls[i], records[i]};
    AreaVerdicts& area = comparison.areas[records[i].area];
    ++area.calls;
    if (!turnout_is_absent) count_verdict(pair, area);
    if (auto difference = difference_of(pair, tolerance_ms, turnout_is_absent)) {
      difference->call = i;
      comparison.differences.push_back(*std::move(difference));
    }
  }
  return comparison;
}

std::vector<StageComparison> compare_stages(const v1::ComplianceRow& services,
                                            const std::vector<trace::TraceCall>& calls,
                                            std::int64_t tolerance_ms, std::size_t changed_rows) {
  std::vector<StageComparison> stages;
  for (const RecordedStage& recorded : kRecordedStages) {
    StageComparison& stage = stages.emplace_back();
    stage.stage = recorded;
    stage.services = figures_of(recorded.stage, services);
    stage.file = file_figures(recorded.stage, calls);
    stage.difference_ms = greatest_difference(stage.services, stage.file);
    const auto more = static_cast<std::int64_t>(stage.services.count() - stage.file.count());
    stage.equal =
        stage.difference_ms <= tolerance_ms && std::abs(more) <= static_cast<std::int64_t>(changed_rows);
  }
  return stages;
}

std::vector<BandComparison> compare_bands(const v1::ComplianceRow& services,
                                          const std::vector<trace::TraceCall>& calls) {
  std::vector<BandComparison> bands;
  for (const v1::Band& band : services.bands()) {
    if (!std::ranges::count(kPromisesMs, band.within_ms())) continue;
    bands.push_back({band, file_band(band.within_ms(), calls)});
  }
  return bands;
}

}  // namespace turnout::replay
