#include "domain/orders.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "domain/bounds.h"

namespace turnout::domain {
namespace {

// The place of the milestone in the ordered list, made if it is not there.
v1::MilestoneStamp& slot(v1::Order& order, v1::Milestone milestone) {
  auto& milestones = *order.mutable_milestones();
  int at = 0;
  while (at < milestones.size() && milestones[at].milestone() < milestone) ++at;
  if (at < milestones.size() && milestones[at].milestone() == milestone) return milestones[at];
  milestones.Add()->set_milestone(milestone);
  for (int i = milestones.size() - 1; i > at; --i) milestones.SwapElements(i, i - 1);
  return milestones[at];
}

// What was reported counts before what is implied, and a supervisor's adjudication before another
// report of it; else the earlier.
void keep_better(v1::MilestoneStamp& reached, const v1::Stamp& stamp) {
  const auto rank = [](const v1::Stamp& of) {
    return std::tuple(of.implied(), !of.implied() && of.adjudicated_by().empty(), of.at_ms());
  };
  if (!reached.has_stamp() || rank(stamp) < rank(reached.stamp())) *reached.mutable_stamp() = stamp;
}

void remove(v1::Milestone milestone, google::protobuf::RepeatedPtrField<v1::MilestoneStamp>& stamps) {
  const auto kept = std::remove_if(stamps.begin(), stamps.end(), [milestone](const v1::MilestoneStamp& each) {
    return each.milestone() == milestone;
  });
  stamps.erase(kept, stamps.end());
}

}  // namespace

bool is_active(const v1::Order& order) {
  return order.end() == v1::ORDER_END_UNSPECIFIED;
}

bool is_decline_pending(const v1::Order& order) {
  return is_active(order) && order.has_decline() && order.decline().answered_by().empty();
}

std::vector<std::string> active_units(const v1::Incident& incident) {
  std::vector<std::string> units;
  for (const v1::Order& order : incident.orders()) {
    if (is_active(order)) units.push_back(order.unit_id());
  }
  return units;
}

bool was_followed(const v1::Incident& incident, const v1::Order& ended) {
  for (const v1::Order& other : incident.orders()) {
    const v1::Stamp* sent = find_stamp(other, v1::MILESTONE_ASSIGNED);
    if (other.number() > ended.number() && sent->server_at_ms() >= ended.ended_at_ms()) return true;
  }
  return false;
}

const v1::Stamp* find_stamp(const v1::Order& order, v1::Milestone milestone) {
  for (const v1::MilestoneStamp& reached : order.milestones()) {
    if (reached.milestone() == milestone) return &reached.stamp();
  }
  return nullptr;
}

const v1::Order* find_order(const v1::Incident& incident, std::uint32_t number) {
  // Orders are numbered 1, 2, …; some may be missing where the log has lost events.
  int place =
      static_cast<int>(std::min<std::uint32_t>(number, static_cast<std::uint32_t>(incident.orders_size())));
  while (place > 0 && incident.orders(place - 1).number() > number) --place;
  return place > 0 && incident.orders(place - 1).number() == number ? &incident.orders(place - 1) : nullptr;
}

std::uint32_t last_order_number(const v1::Incident& incident) {
  return incident.orders().empty() ? 0 : incident.orders().rbegin()->number();
}

v1::Order* find_order(v1::Incident& incident, std::uint32_t number) {
  return const_cast<v1::Order*>(find_order(std::as_const(incident), number));
}

const v1::Order* find_order(const v1::Incident& incident, const std::string& unit_id, std::uint32_t number) {
  const v1::Order* latest = nullptr;
  for (const v1::Order& order : incident.orders()) {
    if (order.unit_id() != unit_id) continue;
    if (number == 0 || order.number() == number) latest = &order;
  }
  return latest;
}

const v1::Order* find_order_from(const v1::Incident& incident, const std::string& from_incident_id,
                                 const std::string& unit_id) {
  const v1::Order* latest = nullptr;
  for (const v1::Order& order : incident.orders()) {
    const bool came = order.moved_from_incident_id() == from_incident_id;
    if (came && order.unit_id() == unit_id) latest = &order;
  }
  return latest;
}

void reach(v1::Order& order, v1::Milestone milestone, const v1::Stamp& stamp) {
  keep_better(slot(order, milestone), stamp);
  if (milestone == v1::MILESTONE_CLEARED) return;
  v1::Stamp implied = stamp;
  implied.set_implied(true);
  implied.clear_position();
  implied.clear_scene_check();
  implied.clear_scene_distance_m();
  for (int earlier = v1::MILESTONE_DELIVERED; earlier < milestone; ++earlier) {
    keep_better(slot(order, static_cast<v1::Milestone>(earlier)), implied);
  }
}

bool is_after_end(const v1::Order& order, v1::Milestone milestone, const v1::Stamp& stamp) {
  const bool ended_it = milestone == v1::MILESTONE_CLEARED && order.end() == v1::ORDER_END_CLEARED;
  const bool began_it = milestone == v1::MILESTONE_ASSIGNED;
  const bool is_record = stamp.basis() == v1::TIME_BASIS_RECORD;
  return !is_active(order) && !ended_it && !began_it && !is_record && stamp.at_ms() > order.ended_at_ms();
}

const v1::Stamp* find_after_end(const v1::Order& order, v1::Milestone milestone) {
  const v1::Stamp* newest = nullptr;
  for (const v1::MilestoneStamp& late : order.after_end()) {
    if (late.milestone() == milestone) newest = &late.stamp();
  }
  return newest;
}

const v1::Stamp* find_reported(const v1::Order& order, v1::Milestone milestone) {
  const v1::Stamp* counted = find_stamp(order, milestone);
  return counted != nullptr && !counted->implied() ? counted : find_after_end(order, milestone);
}

void keep_after_end(v1::Order& order, v1::Milestone milestone, const v1::Stamp& stamp) {
  if (order.after_end_size() == kMaxAfterEndKept) order.mutable_after_end()->DeleteSubrange(0, 1);
  v1::MilestoneStamp& kept = *order.add_after_end();
  kept.set_milestone(milestone);
  *kept.mutable_stamp() = stamp;
}

void rule(v1::Order& order, v1::Milestone milestone, const v1::Stamp& stamp) {
  google::protobuf::RepeatedPtrField<v1::MilestoneStamp> before;
  before.Swap(order.mutable_milestones());
  remove(milestone, *order.mutable_after_end());
  for (const v1::MilestoneStamp& each : before) {
    if (each.milestone() != milestone && !each.stamp().implied())
      reach(order, each.milestone(), each.stamp());
  }
  if (is_after_end(order, milestone, stamp)) return keep_after_end(order, milestone, stamp);
  *slot(order, milestone).mutable_stamp() = stamp;
  reach(order, milestone, stamp);
  if (milestone == v1::MILESTONE_CLEARED && order.end() == v1::ORDER_END_CLEARED) {
    order.set_ended_at_ms(stamp.at_ms());
  }
}

namespace {

// Steps that follow one another wherever the unit is. Delivered, read and signed are presses, which may come after the unit left.
bool is_of_the_way(v1::Milestone milestone) {
  return milestone == v1::MILESTONE_ASSIGNED || milestone >= v1::MILESTONE_EN_ROUTE;
}

}  // namespace

bool sets_bounds(const v1::MilestoneStamp& other, v1::Milestone milestone) {
  const bool counts = !other.stamp().implied() && other.stamp().basis() != v1::TIME_BASIS_UNCONFIRMED;
  return counts && (other.milestone() == v1::MILESTONE_ASSIGNED ||
                    (is_of_the_way(other.milestone()) && is_of_the_way(milestone)));
}

}  // namespace turnout::domain
