#include "domain/assignments.h"

#include <tuple>
#include <utility>

namespace turnout::domain {
namespace {

// The place of the milestone in the ordered list, made if it is not there.
v1::MilestoneStamp& slot(v1::Assignment& assignment, v1::Milestone milestone) {
  auto& milestones = *assignment.mutable_milestones();
  int at = 0;
  while (at < milestones.size() && milestones[at].milestone() < milestone) ++at;
  if (at < milestones.size() && milestones[at].milestone() == milestone) return milestones[at];
  milestones.Add()->set_milestone(milestone);
  for (int i = milestones.size() - 1; i > at; --i) milestones.SwapElements(i, i - 1);
  return milestones[at];
}

// What was reported itself stands before what it implies, and a supervisor's ruling before another report of
// it; else the earlier.
void keep_better(v1::MilestoneStamp& reached, const v1::Stamp& stamp) {
  const auto rank = [](const v1::Stamp& of) {
    return std::tuple(of.implied(), !of.implied() && of.ruled_by().empty(), of.at_ms());
  };
  if (!reached.has_stamp() || rank(stamp) < rank(reached.stamp())) *reached.mutable_stamp() = stamp;
}

}  // namespace

bool stands(const v1::Assignment& assignment) {
  return assignment.end() == v1::ASSIGNMENT_END_UNSPECIFIED;
}

bool is_decline_pending(const v1::Assignment& assignment) {
  return stands(assignment) && assignment.has_decline() && assignment.decline().ruled_by().empty();
}

std::vector<std::string> standing_units(const v1::Incident& incident) {
  std::vector<std::string> units;
  for (const v1::Assignment& assignment : incident.assignments()) {
    if (stands(assignment)) units.push_back(assignment.unit_id());
  }
  return units;
}

bool was_followed(const v1::Incident& incident, const v1::Assignment& ended) {
  for (const v1::Assignment& other : incident.assignments()) {
    const v1::Stamp* sent = find_stamp(other, v1::MILESTONE_ASSIGNED);
    if (other.number() > ended.number() && sent->server_at_ms() >= ended.ended_at_ms()) return true;
  }
  return false;
}

const v1::Stamp* find_stamp(const v1::Assignment& assignment, v1::Milestone milestone) {
  for (const v1::MilestoneStamp& reached : assignment.milestones()) {
    if (reached.milestone() == milestone) return &reached.stamp();
  }
  return nullptr;
}

const v1::Assignment* find_assignment(const v1::Incident& incident, std::uint32_t number) {
  for (const v1::Assignment& assignment : incident.assignments()) {
    if (assignment.number() == number) return &assignment;
  }
  return nullptr;
}

v1::Assignment* find_assignment(v1::Incident& incident, std::uint32_t number) {
  return const_cast<v1::Assignment*>(find_assignment(std::as_const(incident), number));
}

const v1::Assignment* find_assignment(const v1::Incident& incident, const std::string& unit_id,
                                      std::uint32_t number) {
  const v1::Assignment* latest = nullptr;
  for (const v1::Assignment& assignment : incident.assignments()) {
    if (assignment.unit_id() != unit_id) continue;
    if (number == 0 || assignment.number() == number) latest = &assignment;
  }
  return latest;
}

void reach(v1::Assignment& assignment, v1::Milestone milestone, const v1::Stamp& stamp) {
  keep_better(slot(assignment, milestone), stamp);
  if (milestone == v1::MILESTONE_CLEARED) return;
  v1::Stamp implied = stamp;
  implied.set_implied(true);
  implied.clear_position();
  implied.clear_scene_check();
  implied.clear_scene_distance_m();
  for (int earlier = v1::MILESTONE_DELIVERED; earlier < milestone; ++earlier) {
    keep_better(slot(assignment, static_cast<v1::Milestone>(earlier)), implied);
  }
}

void rule(v1::Assignment& assignment, v1::Milestone milestone, const v1::Stamp& stamp) {
  *slot(assignment, milestone).mutable_stamp() = stamp;
  google::protobuf::RepeatedPtrField<v1::MilestoneStamp> reported;
  reported.Swap(assignment.mutable_milestones());
  for (const v1::MilestoneStamp& each : reported) {
    if (!each.stamp().implied()) reach(assignment, each.milestone(), each.stamp());
  }
}

}  // namespace turnout::domain
