#include "chassis/district.h"

#include "chassis/command.h"

namespace turnout::chassis {

domain::Outcome<void> require_served(const District& district, const std::string& named,
                                     const std::string& field) {
  if (named.empty() || named == district.name) return {};
  return domain::refuse(v1::REFUSAL_REASON_WRONG_DISTRICT, field,
                        "district " + named + " is not served here; this is " + district.name);
}

v1::Incident shown(v1::Incident incident) {
  incident.clear_applied();
  incident.clear_effective_clocks();
  return incident;
}

v1::Unit shown(v1::Unit unit) {
  unit.clear_applied();
  return unit;
}

}  // namespace turnout::chassis
