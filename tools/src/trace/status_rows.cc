#include "trace/status_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ranges>
#include <tuple>
#include <utility>

namespace turnout::trace {
namespace {

// The last stage that the row has: the one that its status means, if the call's receipt is a column of its own.
std::optional<Stage> stage_of(const Row& row) {
  for (const Stage stage : std::ranges::reverse_view(kStages)) {
    if (row.time(stage)) return stage;
  }
  return std::nullopt;
}

class Orders {
 public:
  void add(Row row, Stage stage, FlawCounts& flaws) {
    const auto key = std::pair(row.call, row.units.empty() ? "" : row.units.front());
    const auto open = open_.find(key);
    if (open == open_.end() || begins_another(rows_[open->second], row, stage)) {
      open_[key] = rows_.size();
      rows_.push_back(std::move(row));
      return;
    }
    Row& order = rows_[open->second];
    if (order.time(stage)) {
      flaws.add(Flaw::kRepeatedStatus, row.number);
    } else {
      order.time(stage) = row.time(stage);
    }
    if (!order.position) order.position = row.position;
  }

  std::vector<Row> take() { return std::move(rows_); }

 private:
  static bool begins_another(const Row& order, const Row& row, Stage stage) {
    if (stage == Stage::kReceived) return false;
    const bool again = stage == Stage::kDispatched && order.time(stage) &&
                       order.time(stage)->at_ms != row.time(stage)->at_ms;
    const auto& available = order.time(Stage::kAvailable);
    const bool was_free =
        stage != Stage::kAvailable && available && available->at_ms < row.time(stage)->at_ms;
    return again || was_free;
  }

  std::vector<Row> rows_;
  std::map<std::pair<std::string, std::string>, std::size_t> open_;  // by call and unit
};

// Each order gets the receipt of its call, and what only names the receipt is no order.
std::vector<Row> with_receipts(std::vector<Row> rows) {
  std::map<std::string, RowTime> receipts;
  std::map<std::string, bool> has_order;
  for (const Row& row : rows) {
    RowTime& receipt = receipts[row.call];
    if (!receipt) receipt = row.time(Stage::kReceived);
    has_order[row.call] |= stage_of(row) != Stage::kReceived;
  }
  for (Row& row : rows) row.time(Stage::kReceived) = receipts[row.call];
  std::erase_if(rows,
                [&](const Row& row) { return has_order[row.call] && stage_of(row) == Stage::kReceived; });
  return rows;
}

}  // namespace

std::vector<Row> fold_status_rows(std::vector<Row> rows, FlawCounts& flaws) {
  std::erase_if(rows, [](const Row& row) { return !stage_of(row); });
  std::ranges::stable_sort(rows, {}, [](const Row& row) {
    const Stage stage = *stage_of(row);
    return std::tuple(row.time(stage)->at_ms, stage);
  });
  Orders orders;
  for (Row& row : rows) {
    const Stage stage = *stage_of(row);
    orders.add(std::move(row), stage, flaws);
  }
  return with_receipts(orders.take());
}

}  // namespace turnout::trace
