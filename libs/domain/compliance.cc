#include "domain/compliance.h"

#include <algorithm>
#include <map>
#include <string>

namespace turnout::domain {
namespace {

// The bands that bureaus publish (30–180 s signed, 5–30 min turned out), seconds.
constexpr std::int64_t kBandsS[] = {30, 60, 120, 180, 300, 600, 900, 1'800};

struct Durations {
  std::vector<std::int64_t> values_ms;
  std::uint64_t excluded = 0;
};

// The smallest value that at least `percent` of the sorted values do not exceed.
std::int64_t nearest_rank(const std::vector<std::int64_t>& sorted, std::size_t percent) {
  const std::size_t rank = (sorted.size() * percent + 99) / 100;
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

v1::StageFigures stage_figures(v1::Stage stage, Durations durations) {
  v1::StageFigures figures;
  figures.set_stage(stage);
  figures.set_excluded(durations.excluded);
  figures.set_count(durations.values_ms.size());
  if (durations.values_ms.empty()) return figures;
  std::ranges::sort(durations.values_ms);
  figures.set_median_ms(nearest_rank(durations.values_ms, 50));
  figures.set_p90_ms(nearest_rank(durations.values_ms, 90));
  figures.set_p95_ms(nearest_rank(durations.values_ms, 95));
  figures.set_max_ms(durations.values_ms.back());
  return figures;
}

void count(const ComplianceRecord::ClockEnd& clock, v1::ClockFigures& figures) {
  switch (clock.verdict) {
    case v1::CLOCK_VERDICT_MET:
      figures.set_met(figures.met() + 1);
      break;
    case v1::CLOCK_VERDICT_MET_REPORTED_LATE:
      figures.set_met_reported_late(figures.met_reported_late() + 1);
      break;
    case v1::CLOCK_VERDICT_BREACHED:
      figures.set_breached(figures.breached() + 1);
      break;
    case v1::CLOCK_VERDICT_CANCELLED:
      figures.set_cancelled(figures.cancelled() + 1);
      break;
    default:
      if (clock.fired) {
        figures.set_breached(figures.breached() + 1);
      } else {
        figures.set_running(figures.running() + 1);
      }
  }
}

void set_share(v1::ClockFigures& figures) {
  const std::uint64_t in_time = figures.met() + figures.met_reported_late();
  const std::uint64_t decided = in_time + figures.breached();
  if (decided != 0) figures.set_share_in_time(static_cast<double>(in_time) / static_cast<double>(decided));
}

void add_bands(const std::vector<const ComplianceRecord*>& records, v1::ComplianceRow& row) {
  const auto within = [](std::int64_t after_ms, std::int64_t limit_ms) {
    return after_ms >= 0 && after_ms <= limit_ms;
  };
  for (const std::int64_t band_s : kBandsS) {
    v1::Band& band = *row.add_bands();
    band.set_within_ms(band_s * 1'000);
    for (const ComplianceRecord* record : records) {
      if (record->cancelled) continue;
      if (within(record->en_route_after_ms, band.within_ms())) band.set_en_route(band.en_route() + 1);
      if (within(record->on_scene_after_ms, band.within_ms())) band.set_on_scene(band.on_scene() + 1);
    }
  }
}

void count_late(const ComplianceRecord& record, std::int64_t now_ms,
                std::map<v1::Wait, v1::LateFigures>& late) {
  const auto spent_ms = [now_ms](const WaitSpan& span) {
    return std::min(span.to_ms, now_ms) - span.from_ms;
  };
  for (const WaitSpan& span : record.late) {
    v1::LateFigures& figures = late[span.wait];
    figures.set_duration_ms(figures.duration_ms() + spent_ms(span));
  }
  const auto longest = std::ranges::max_element(record.late, {}, spent_ms);
  if (longest == record.late.end()) return;
  late[longest->wait].set_breaches(late[longest->wait].breaches() + 1);
}

void count_trust(const ComplianceRecord::Trust& trust, v1::TimeFigures& times) {
  times.set_verified(times.verified() + trust.verified);
  times.set_unverified(times.unverified() + trust.unverified);
  times.set_no_fix(times.no_fix() + trust.no_fix);
  times.set_pending(times.pending() + trust.pending);
  times.set_confirmed(times.confirmed() + trust.confirmed);
  times.set_rejected(times.rejected() + trust.rejected);
  times.set_corrected(times.corrected() + trust.corrected);
}

void count_stages(const ComplianceRecord& record, std::map<v1::Stage, Durations>& stages) {
  for (const auto& span : record.stages) {
    Durations& durations = stages[span.stage];
    if (span.excluded) {
      ++durations.excluded;
    } else {
      durations.values_ms.push_back(span.duration_ms);
    }
  }
}

void add_closed_unattended(const std::map<std::string, std::uint64_t>& by_officer, v1::ComplianceRow& row) {
  for (const auto& [officer, incidents] : by_officer) {
    v1::ClosedUnattended& closed = *row.add_closed_unattended();
    closed.set_officer_id(officer);
    closed.set_incidents(incidents);
  }
  auto& rows = *row.mutable_closed_unattended();
  std::stable_sort(rows.begin(), rows.end(),
                   [](const v1::ClosedUnattended& one, const v1::ClosedUnattended& other) {
                     return one.incidents() > other.incidents();
                   });
}

}  // namespace

v1::ComplianceRow figures_of(const std::vector<const ComplianceRecord*>& records, std::int64_t now_ms) {
  v1::ComplianceRow row;
  std::map<v1::Stage, Durations> stages;
  std::map<v1::ClockKind, v1::ClockFigures> clocks;
  std::map<v1::Wait, v1::LateFigures> late;
  std::map<std::string, std::uint64_t> closed_unattended;
  v1::TimeFigures& times = *row.mutable_times();
  row.set_incidents(records.size());
  for (const ComplianceRecord* record : records) {
    if (record->cancelled) {
      row.set_cancelled(row.cancelled() + 1);
      continue;
    }
    if (record->late_entry) row.set_late_entries(row.late_entries() + 1);
    row.set_orders(row.orders() + record->orders);
    count_stages(*record, stages);
    for (const auto& clock : record->clocks) count(clock, clocks[clock.kind]);
    count_late(*record, now_ms, late);
    count_trust(record->trust, times);
    if (!record->closed_unattended_by.empty()) ++closed_unattended[record->closed_unattended_by];
  }
  add_closed_unattended(closed_unattended, row);
  for (auto& [stage, durations] : stages) *row.add_stages() = stage_figures(stage, std::move(durations));
  for (auto& [kind, figures] : clocks) {
    figures.set_kind(kind);
    set_share(figures);
    *row.add_clocks() = figures;
  }
  for (auto& [wait, figures] : late) {
    figures.set_wait(wait);
    *row.add_late() = figures;
  }
  add_bands(records, row);
  return row;
}

}  // namespace turnout::domain
