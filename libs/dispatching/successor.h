// Who takes over an order that its unit did not sign in time or declined.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "dispatching/recommend.h"
#include "domain/decide.h"

namespace turnout::dispatching {

// The best available unit that has not had its chance on this incident: one that declined an order of it, or
// whose order went to another by itself, is not asked again. Nor are those in `passed_over`. If there is
// none, no unit and a sentence that says why.
domain::Replacement successor(const Question& question,
                              const std::vector<std::shared_ptr<const v1::Unit>>& units,
                              const std::set<std::string>& passed_over);

}  // namespace turnout::dispatching
