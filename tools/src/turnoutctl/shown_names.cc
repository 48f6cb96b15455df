#include "turnoutctl/shown_names.h"

namespace turnout::turnoutctl {
namespace {

// The name of an id; empty if it has none, or only the id itself.
std::string name_of(const std::map<std::string, std::string>& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() || found->second == id ? std::string() : found->second;
}

std::string name_or_id(const std::map<std::string, std::string>& names, const std::string& id) {
  const std::string name = name_of(names, id);
  return name.empty() ? id : name;
}

}  // namespace

ShownNames::ShownNames(const v1::Settings& settings) {
  for (const v1::Station& station : settings.stations()) stations_[station.id()] = station.name();
  for (const v1::Duty& duty : settings.roster().duties()) people_[duty.person_id()] = duty.name();
}

void ShownNames::add(const v1::Unit& unit) {
  units_[unit.id()] = unit.details().call_sign();
}

std::string ShownNames::station(const std::string& id) const {
  return name_or_id(stations_, id);
}

std::string ShownNames::unit(const std::string& id) const {
  return name_or_id(units_, id);
}

std::string ShownNames::unit_in_full(const std::string& id) const {
  const std::string call_sign = name_of(units_, id);
  return call_sign.empty() ? id : call_sign + " (" + id + ")";
}

std::string ShownNames::name_of_person(const std::string& id) const {
  return name_or_id(people_, id);
}

std::string ShownNames::person(const std::string& id) const {
  const std::string name = name_of(people_, id);
  return name.empty() ? id : name + " " + id;
}

}  // namespace turnout::turnoutctl
