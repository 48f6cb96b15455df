#include "dispatching/successor.h"

#include "domain/assignments.h"

namespace turnout::dispatching {
namespace {

std::set<std::string> had_their_chance(const v1::Incident& incident) {
  std::set<std::string> ids;
  for (const v1::Assignment& order : incident.assignments()) {
    if (order.end() == v1::ASSIGNMENT_END_DECLINED) ids.insert(order.unit_id());
    const v1::Assignment* before = domain::find_assignment(incident, order.replaces());
    if (before != nullptr) ids.insert(before->unit_id());
  }
  return ids;
}

std::string nobody(const v1::RecommendUnitsResponse& found, std::size_t had_chance) {
  return "no other unit is available: " + std::to_string(found.busy()) + " are on incidents, " +
         std::to_string(found.out_of_service()) + " out of service, " + std::to_string(had_chance) +
         " did not take it";
}

}  // namespace

domain::Replacement successor(const Question& question,
                              const std::vector<std::shared_ptr<const v1::Unit>>& units,
                              const std::set<std::string>& passed_over) {
  const std::set<std::string> had_chance = had_their_chance(question.incident);
  std::vector<std::shared_ptr<const v1::Unit>> others;
  for (const auto& unit : units) {
    if (!had_chance.contains(unit->id()) && !passed_over.contains(unit->id())) others.push_back(unit);
  }
  const v1::RecommendUnitsResponse found = recommend({.incident = question.incident,
                                                      .speed_mps = question.speed_mps,
                                                      .now_ms = question.now_ms,
                                                      .most = 1,
                                                      .heard = question.heard},
                                                     others);
  if (found.candidates().empty()) return {.unit_id = "", .reason = nobody(found, had_chance.size())};
  return {.unit_id = found.candidates(0).unit().id(), .reason = ""};
}

}  // namespace turnout::dispatching
