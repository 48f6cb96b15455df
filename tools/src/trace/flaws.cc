#include "trace/flaws.h"

namespace turnout::trace {
namespace {

constexpr FlawKind kKinds[] = {
    {"wrong_field_count", "rows with more or fewer fields than the header; left out"},
    {"repeated_header", "rows that repeat the header; left out"},
    {"no_call", "rows without a call number; left out"},
    {"no_unit", "rows without a unit id; left out"},
    {"unknown_status", "rows with a status that the map does not know; left out"},
    {"repeated_status", "rows with a status that the unit's order had before; left out"},
    {"repeated_row", "rows that repeat an order (same call, unit and time of dispatch); left out"},
    {"no_received", "rows of calls without any readable time of receipt; left out"},
    {"unprintable_text", "rows with control characters or bytes that are not UTF-8; replaced by U+FFFD"},
    {"unreadable_time", "rows with a time that does not fit the map's format; treated as missing"},
    {"ambiguous_time", "rows with a time that the clocks showed twice; read by the order of rows and stages"},
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
    {"overlapping", "orders that begin before the unit is free of the one before"},
    {"received_absent", "calls whose file has no time of receipt; they begin at their first stage"},
    {"received_assumed", "rows without a time of receipt; the map assumes one"},
    {"dispatched_absent", "orders whose file has no time of dispatch"},
    {"en_route_absent", "orders whose file has no time of en route"},
    {"on_scene_absent", "orders whose file has no time of arrival"},
    {"available_absent", "orders whose file has no time of becoming free"},
    {"stage_of_another", "rows with a stage that is mapped to the column of another; taken as absent"},
    {"dates_only", "rows with a stage that has dates without a time of day; taken as absent"},
    {"minutes_only", "rows with times to the minute; each may be up to 59 s early"},
    {"unit_absent", "orders whose file has no unit; played with stand-in units"},
    {"location_absent", "calls whose file has no place; the call's place stays unknown"},
    {"call_never_en_route", "calls without any time of en route"},
    {"call_with_gap", "calls with a gap between two orders in which no unit was on them"},
    {"call_started_in_field", "calls dispatched at the instant of receipt: started by the crew"},
};
static_assert(std::size(kKinds) == kFlawKinds);

}  // namespace

const FlawKind& describe(Flaw flaw) {
  return kKinds[static_cast<std::size_t>(flaw)];
}

void FlawCounts::add(Flaw flaw, std::size_t row, const std::string& what) {
  Count& count = counts_[static_cast<std::size_t>(flaw)];
  if (count.count++ == 0) count.first = what;
  if (count.rows.size() < kExamples) count.rows.push_back(row);
}

}  // namespace turnout::trace
