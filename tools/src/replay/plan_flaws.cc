#include "replay/plan_flaws.h"

namespace turnout::replay {
namespace {

constexpr PlanFlawKind kKinds[] = {
    {"nothing_to_play", "rows without the time of any stage; left out"},
    {"order_at_first_stage",
     "orders dispatched after another of their stages, or at an unknown time; sent at "
     "the first stage"},
    {"before_call", "rows with a stage before their call was received; sent at the receipt"},
    {"sent_while_busy", "units sent out again while still busy; cleared first"},
    {"clear_time_added",
     "orders without a time of becoming free; cleared at the unit's next order or at the "
     "call's end"},
};
static_assert(std::size(kKinds) == kPlanFlawKinds);

}  // namespace

const PlanFlawKind& describe(PlanFlaw flaw) {
  return kKinds[static_cast<std::size_t>(flaw)];
}

}  // namespace turnout::replay
