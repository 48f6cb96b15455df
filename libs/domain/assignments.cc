#include "domain/assignments.h"

#include <algorithm>

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

}  // namespace

bool stands(const v1::Assignment& assignment) {
  return assignment.end() == v1::ASSIGNMENT_END_UNSPECIFIED;
}

const v1::Stamp* find_stamp(const v1::Assignment& assignment, v1::Milestone milestone) {
  for (const v1::MilestoneStamp& reached : assignment.milestones()) {
    if (reached.milestone() == milestone) return &reached.stamp();
  }
  return nullptr;
}

v1::Assignment* find_assignment(v1::Incident& incident, std::uint32_t number) {
  for (v1::Assignment& assignment : *incident.mutable_assignments()) {
    if (assignment.number() == number) return &assignment;
  }
  return nullptr;
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
  v1::MilestoneStamp& reached = slot(assignment, milestone);
  if (!reached.has_stamp() || reached.stamp().implied()) *reached.mutable_stamp() = stamp;
  if (milestone == v1::MILESTONE_CLEARED) return;
  for (int earlier = v1::MILESTONE_DELIVERED; earlier < milestone; ++earlier) {
    v1::MilestoneStamp& before = slot(assignment, static_cast<v1::Milestone>(earlier));
    if (before.has_stamp()) continue;
    *before.mutable_stamp() = stamp;
    before.mutable_stamp()->set_implied(true);
    before.mutable_stamp()->clear_position();
  }
}

}  // namespace turnout::domain
