#include "replay/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "client/refusals.h"

namespace turnout::replay {
namespace {

constexpr std::size_t kReadableShare = 10;  // more than one row in ten that cannot be read is a fault

std::size_t sum_over(const std::vector<CallRecord>& records, std::size_t (*of)(const CallRecord&)) {
  return std::accumulate(records.begin(), records.end(), std::size_t{0},
                         [of](std::size_t sum, const CallRecord& record) { return sum + of(record); });
}

// Rows that count differently in the services' figures.
std::size_t changed_rows(const Findings& findings) {
  return findings.plan_flaws.rows(PlanFlaw::kNothingToPlay).size() +
         findings.plan_flaws.rows(PlanFlaw::kOrderAtFirstStage).size() +
         findings.plan_flaws.rows(PlanFlaw::kBeforeCall).size();
}

void check_counts(Findings& findings) {
  const auto& total = findings.compliance;
  const std::size_t calls = findings.trace.calls.size();
  const std::size_t orders = findings.orders - findings.plan_flaws.rows(PlanFlaw::kNothingToPlay).size();
  if (total.incidents() == calls && total.orders() == orders) return;
  findings.faults.push_back(
      fmt::format("the services count {} incidents and {} orders in the period, the trace {} and {}",
                  total.incidents(), total.orders(), calls, orders));
}

void check_play(Findings& findings) {
  const auto& refused = findings.played.refused;
  if (refused.empty()) return;
  const RefusedAction& first = refused.front();
  findings.faults.push_back(
      fmt::format("{} commands were refused, and {} were therefore not sent; the first, of call {}: {}",
                  refused.size(), findings.played.not_sent.size(),
                  findings.trace.calls[first.action->call].number, client::sentence(first.refusal)));
}

void check_stages(Findings& findings) {
  for (const StageComparison& stage : findings.stages) {
    if (stage.equal || findings.is_absent(stage.stage.from, stage.stage.to)) continue;
    findings.faults.push_back(fmt::format("{} differs from the file by {:g} s, at {} instead of {} times",
                                          stage.stage.title, static_cast<double>(stage.difference_ms) / 1'000,
                                          stage.services.count(), stage.file.count()));
  }
}

// A map that fits a file reads nearly all of its rows.
void check_readable(Findings& findings) {
  const auto count = [&](trace::Flaw flaw) { return findings.trace.flaws.count(flaw); };
  // A row without a receipt often has an unreadable one: it is counted once.
  const std::size_t unread = count(trace::Flaw::kWrongFieldCount) + count(trace::Flaw::kNoCall) +
                             count(trace::Flaw::kNoUnit) +
                             std::max(count(trace::Flaw::kUnreadableTime), count(trace::Flaw::kNoReceived));
  if (unread * kReadableShare <= findings.trace.rows) return;
  findings.faults.push_back(
      fmt::format("{} of the file's {} rows are left out or have a time that cannot be read: "
                  "the map may not fit the file; replay --explain shows what it reads",
                  unread, findings.trace.rows));
}

AnswerTimes answer_times_of(std::vector<std::int64_t> after_ms, double speed) {
  if (after_ms.empty()) return {};
  std::ranges::sort(after_ms);
  const auto real_ms = [&](std::size_t percent) {
    return static_cast<double>(after_ms[(after_ms.size() * percent + 99) / 100 - 1]) / speed;
  };
  return {.median_ms = real_ms(50), .p99_ms = real_ms(99), .max_ms = real_ms(100)};
}

std::vector<FlawCount> flaws_of_play(const Findings& findings) {
  std::vector<FlawCount> flaws;
  for (std::size_t i = 0; i < kPlanFlawKinds; ++i) {
    const auto flaw = static_cast<PlanFlaw>(i);
    const auto& kind = describe(flaw);
    const auto& rows = findings.plan_flaws.rows(flaw);
    flaws.push_back(
        {kind.name, kind.meaning, rows.size(), rows.empty() ? "" : fmt::format("row {}", rows.front())});
  }
  flaws.push_back({"refused_commands", "commands that a service refused", findings.played.refused.size()});
  flaws.push_back({"not_sent", "commands that were not sent because an earlier one was refused",
                   findings.played.not_sent.size()});
  flaws.push_back({"time_not_taken",
                   "times of the file that the services did not accept: out of order or early",
                   sum_over(findings.records, [](const CallRecord& record) { return record.unconfirmed; })});
  flaws.push_back({"late_entry", "calls that reached the services more than 60 s after their receipt",
                   sum_over(findings.records, [](const CallRecord& record) {
                     return static_cast<std::size_t>(record.late_entry);
                   })});
  return flaws;
}

std::size_t count_orders(const std::vector<trace::TraceCall>& calls) {
  return std::accumulate(
      calls.begin(), calls.end(), std::size_t{0},
      [](std::size_t sum, const trace::TraceCall& call) { return sum + call.orders.size(); });
}

}  // namespace

void conclude(Findings& findings) {
  const auto& calls = findings.trace.calls;
  findings.orders = count_orders(calls);
  findings.answer_times = answer_times_of(findings.played.answered_after_ms, findings.speed);
  findings.comparison = compare(calls, findings.records, findings.tolerance_ms, findings.turnout_is_absent());
  findings.stages = compare_stages(findings.compliance, calls, findings.tolerance_ms, changed_rows(findings));
  findings.bands = compare_bands(findings.compliance, calls);
  findings.predictions = prediction_accuracy_of(findings.records);
  findings.late_ms = 0;
  for (const v1::LateFigures& late : findings.compliance.late()) findings.late_ms += late.duration_ms();
  findings.file_flaws = flaws_of_file(findings.trace);
  findings.play_flaws = flaws_of_play(findings);
  findings.faults.clear();
  check_counts(findings);
  check_play(findings);
  check_stages(findings);
  check_readable(findings);
}

}  // namespace turnout::replay
