#include "unit_selection/choose_reassignment.h"

#include "domain/orders.h"

namespace turnout::unit_selection {
namespace {

// Units that declined it, did not sign in time, or were recalled by a dispatcher.
std::set<std::string> had_their_chance(const v1::Incident& incident) {
  std::set<std::string> ids;
  for (const v1::Order& order : incident.orders()) {
    if (order.end() == v1::ORDER_END_DECLINED || order.end() == v1::ORDER_END_RECALLED)
      ids.insert(order.unit_id());
    const v1::Order* before = domain::find_order(incident, order.reassigned_from());
    if (before != nullptr) ids.insert(before->unit_id());
  }
  return ids;
}

std::string nobody(const v1::RecommendUnitsResponse& found, std::size_t had_chance) {
  return "no other unit is available: " + who_cannot_go(found) + ", " + std::to_string(had_chance) +
         " did not take it";
}

}  // namespace

domain::Reassignment choose_reassignment(const Question& question, const Units& units,
                                         std::set<std::string> passed_over) {
  const std::set<std::string> had_chance = had_their_chance(question.incident);
  passed_over.insert(had_chance.begin(), had_chance.end());
  const v1::RecommendUnitsResponse found = recommend({.incident = question.incident,
                                                      .policy = question.policy,
                                                      .now_ms = question.now_ms,
                                                      .max_count = 1,
                                                      .last_positions = question.last_positions},
                                                     units, passed_over);
  if (found.candidates().empty()) return {.unit_id = "", .reason = nobody(found, had_chance.size())};
  return {.unit_id = found.candidates(0).unit().id(), .reason = ""};
}

}  // namespace turnout::unit_selection
