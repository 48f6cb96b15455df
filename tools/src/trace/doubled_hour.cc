#include "trace/doubled_hour.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace turnout::trace {
namespace {

// The time by which rows are in order: the first stage that the row has.
RowTime* first_time(Row& row) {
  const auto found = std::ranges::find_if(row.times, &RowTime::has_value);
  return found == row.times.end() ? nullptr : &*found;
}

void take_second(ReadTime& time) {
  time.at_ms = time.second_at_ms;
  time.ambiguous = false;
}

enum class RowOrder { kNone, kForward, kBackward };

// By the rows outside of the doubled hour.
RowOrder order_of_rows(std::vector<Row>& rows) {
  bool up = false;
  bool down = false;
  std::optional<std::int64_t> last;
  for (Row& row : rows) {
    const RowTime* time = first_time(row);
    if (time == nullptr || (*time)->ambiguous) continue;
    up |= last && (*time)->at_ms > *last;
    down |= last && (*time)->at_ms < *last;
    last = (*time)->at_ms;
  }
  return up && down ? RowOrder::kNone : down ? RowOrder::kBackward : RowOrder::kForward;
}

template <class Rows>
void resolve_first_times(Rows&& rows) {
  std::int64_t last_ms = 0;
  for (Row& row : rows) {
    RowTime* time = first_time(row);
    if (time == nullptr) continue;
    if ((*time)->ambiguous && (*time)->at_ms < last_ms) take_second(**time);
    last_ms = std::max(last_ms, (*time)->at_ms);
  }
}

template <class Times>
void resolve_in_row(Times& times, RowTime before) {
  for (RowTime& time : times) {
    if (!time) continue;
    if (time->ambiguous && before && time->at_ms < before->at_ms) take_second(*time);
    before = time;
  }
}

bool has_ambiguous(const Row& row) {
  const auto ambiguous = [](const RowTime& time) { return time && time->ambiguous; };
  return std::ranges::any_of(row.times, ambiguous) || std::ranges::any_of(row.file_stages, ambiguous);
}

}  // namespace

void resolve_doubled_hour(std::vector<Row>& rows, FlawCounts& flaws) {
  bool any = false;
  for (const Row& row : rows) {
    if (!has_ambiguous(row)) continue;
    flaws.add(Flaw::kAmbiguousTime, row.number);
    any = true;
  }
  if (!any) return;
  const RowOrder order = order_of_rows(rows);
  if (order == RowOrder::kForward) resolve_first_times(rows);
  if (order == RowOrder::kBackward) {
    std::ranges::reverse(rows);
    resolve_first_times(rows);
    std::ranges::reverse(rows);
  }
  for (Row& row : rows) {
    resolve_in_row(row.times, {});
    resolve_in_row(row.file_stages, row.time(Stage::kReceived));
  }
}

}  // namespace turnout::trace
