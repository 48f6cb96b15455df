#include "trace/call_groups.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

namespace turnout::trace {
namespace {

bool same_place(const v1::Position& a, const v1::Position& b) {
  return a.latitude_deg() == b.latitude_deg() && a.longitude_deg() == b.longitude_deg();
}

Instant instant(const RowTime& time) {
  return time ? Instant(time->at_ms) : std::nullopt;
}

TraceOrder order_of(const Row& row, std::size_t part) {
  TraceOrder order;
  order.row = row.number;
  order.part = part;
  if (part < row.units.size()) order.unit_id = row.units[part];
  for (const Stage stage : kStages) {
    if (stage != Stage::kReceived) at(order, stage) = instant(row.time(stage));
  }
  return order;
}

struct Group {
  TraceCall call;
  Instant received_at_ms;

  bool differs_from(const Row& row) const {
    const Instant other = instant(row.time(Stage::kReceived));
    const bool other_time = received_at_ms && other && received_at_ms != other;
    const bool other_place = call.position && row.position && !same_place(*call.position, *row.position);
    return other_time || other_place || call.type != row.type || call.priority != row.priority;
  }
};

class CallGroups {
 public:
  void add(const Row& row, FlawCounts& flaws) {
    std::vector<TraceOrder> orders;
    for (std::size_t part = 0; part < std::max<std::size_t>(1, row.units.size()); ++part) {
      TraceOrder order = order_of(row, part);
      if (is_new(row.call, order)) {
        orders.push_back(std::move(order));
      } else {
        flaws.add(Flaw::kRepeatedRow, row.number);
      }
    }
    if (orders.empty()) return;
    Group& group = group_of(row);
    if (group.differs_from(row)) flaws.add(Flaw::kCallDiffers, row.number);
    if (!group.received_at_ms) group.received_at_ms = instant(row.time(Stage::kReceived));
    if (!group.call.position) group.call.position = row.position;
    std::ranges::move(orders, std::back_inserter(group.call.orders));
  }

  std::vector<Group> take() { return std::move(groups_); }

 private:
  // An order is known by its call, its unit and its dispatch; without one of the last two, by all that it has.
  bool is_new(const std::string& call, const TraceOrder& order) {
    const bool plain = order.dispatched_at_ms && !order.unit_id.empty();
    std::vector<Instant> times = {order.dispatched_at_ms};
    if (!plain)
      times = {order.dispatched_at_ms, order.en_route_at_ms, order.on_scene_at_ms, order.available_at_ms};
    return seen_.emplace(call, order.unit_id, std::move(times)).second;
  }

  Group& group_of(const Row& row) {
    const auto [found, is_first] = index_.try_emplace(row.call, groups_.size());
    if (is_first) {
      groups_.push_back({TraceCall{row.call, row.type, row.priority, row.position, 0, {}},
                         instant(row.time(Stage::kReceived))});
    }
    return groups_[found->second];
  }

  std::vector<Group> groups_;
  std::unordered_map<std::string, std::size_t> index_;
  std::set<std::tuple<std::string, std::string, std::vector<Instant>>> seen_;
};

Instant first_stage_of(const TraceCall& call) {
  Instant first;
  for (const TraceOrder& order : call.orders) {
    if (const Instant stage = first_stage(order)) first = std::min(*stage, first.value_or(*stage));
  }
  return first;
}

}  // namespace

std::vector<TraceCall> group_calls(const std::vector<Row>& rows, const StageSet& absent, FlawCounts& flaws) {
  CallGroups groups;
  for (const Row& row : rows) groups.add(row, flaws);
  std::vector<TraceCall> calls;
  for (Group& group : groups.take()) {
    if (absent.contains(Stage::kReceived)) group.received_at_ms = first_stage_of(group.call);
    if (!group.received_at_ms) {
      for (const TraceOrder& order : group.call.orders) flaws.add(Flaw::kNoReceived, order.row);
      continue;
    }
    group.call.received_at_ms = *group.received_at_ms;
    std::ranges::stable_sort(group.call.orders, {}, &TraceOrder::dispatched_at_ms);
    calls.push_back(std::move(group.call));
  }
  std::ranges::sort(calls, {},
                    [](const TraceCall& call) { return std::tie(call.received_at_ms, call.number); });
  return calls;
}

}  // namespace turnout::trace
