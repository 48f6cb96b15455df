#include "host/district.h"

namespace turnout::host {

domain::Outcome<void> require_served(const District& district, const std::string& named,
                                     const std::string& field) {
  if (named.empty() || named == district.name) return {};
  return domain::refuse(v1::REFUSAL_REASON_WRONG_DISTRICT, field,
                        "district " + named + " is not served here; this is " + district.name);
}

}  // namespace turnout::host
