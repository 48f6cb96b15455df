#include "trace/flaws.h"

namespace turnout::trace {
namespace {

constexpr FlawKind kKinds[] = {
    {"wrong_field_count", "rows with more or fewer fields than the header; left out"},
    {"no_call", "rows without a call number; left out"},
    {"no_unit", "rows without a unit id; left out"},
    {"repeated_row", "rows that repeat an order (same call, unit and time of dispatch); left out"},
    {"no_received", "rows of calls without any readable time of receipt; left out"},
    {"unprintable_text", "rows with control characters or bytes that are not UTF-8; replaced by U+FFFD"},
    {"unreadable_time", "rows with a time that does not fit the map's format; treated as missing"},
    {"ambiguous_time", "rows with a time that the clocks showed twice; the earlier instant is used"},
    {"no_location", "rows without a readable location; the call's place stays unknown"},
    {"unknown_priority", "rows with a priority that the map does not know; unspecified"},
    {"call_differs", "rows that contradict an earlier row of their call; the earlier counts"},
    {"no_dispatched", "orders without a time of dispatch"},
    {"no_en_route", "orders that never went en route"},
    {"no_on_scene", "orders that never reached the scene"},
    {"no_available", "orders without a time of becoming free"},
    {"stages_out_of_order", "rows with any of the file's stages out of order"},
    {"played_stages_out_of_order", "rows with the replayed stages out of order"},
    {"en_route_is_on_scene", "orders with the same time for en route and on scene"},
    {"added_late", "orders dispatched more than one hour after the call"},
    {"overlapping", "orders that begin before the unit's previous order has ended"},
    {"call_never_en_route", "calls without any time of en route"},
    {"call_with_gap", "calls with a gap between two orders in which no unit was on them"},
    {"call_started_in_field", "calls dispatched at the instant of receipt: started by the crew"},
};
static_assert(std::size(kKinds) == kFlawKinds);

}  // namespace

const FlawKind& describe(Flaw flaw) {
  return kKinds[static_cast<std::size_t>(flaw)];
}

void FlawCounts::add(Flaw flaw, std::size_t row) {
  Count& count = counts_[static_cast<std::size_t>(flaw)];
  ++count.count;
  if (count.rows.size() < kExamples) count.rows.push_back(row);
}

}  // namespace turnout::trace
