#include "archive/figures_sql.h"

namespace turnout::archive {

static_assert(v1::CLOCK_VERDICT_UNSPECIFIED == 0 && v1::CLOCK_VERDICT_MET == 1 &&
              v1::CLOCK_VERDICT_MET_REPORTED_LATE == 2 && v1::CLOCK_VERDICT_BREACHED == 3 &&
              v1::CLOCK_VERDICT_CANCELLED == 4);
// A clock that runs past its deadline counts as breached once the deadline has fired.
const char* const kClockSums =
    "sum(CASE WHEN k.verdict = 1 THEN 1 ELSE 0 END), sum(CASE WHEN k.verdict = 2 THEN 1 ELSE 0 END), "
    "sum(CASE WHEN k.verdict = 3 OR (k.verdict = 0 AND k.fired_at_ms <> 0) THEN 1 ELSE 0 END), "
    "sum(CASE WHEN k.verdict = 4 THEN 1 ELSE 0 END), "
    "sum(CASE WHEN k.verdict = 0 AND k.fired_at_ms = 0 THEN 1 ELSE 0 END)";

v1::ClockFigures clock_figures(v1::ClockKind kind, const Row& row, std::size_t at) {
  const auto count = [&](std::size_t column) {
    return static_cast<std::uint64_t>(integer(row.at(at + column)));
  };
  v1::ClockFigures figures;
  figures.set_kind(kind);
  figures.set_met(count(0));
  figures.set_met_reported_late(count(1));
  figures.set_breached(count(2));
  figures.set_cancelled(count(3));
  figures.set_running(count(4));
  const std::uint64_t in_time = figures.met() + figures.met_reported_late();
  const std::uint64_t decided = in_time + figures.breached();
  if (decided != 0) figures.set_share_in_time(static_cast<double>(in_time) / static_cast<double>(decided));
  return figures;
}

std::string nearest_rank(int percent, const std::string& value) {
  return "max(CASE WHEN place = (total * " + std::to_string(percent) + " + 99) / 100 THEN " + value + " END)";
}

}  // namespace turnout::archive
