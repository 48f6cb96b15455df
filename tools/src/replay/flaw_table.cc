#include "replay/flaw_table.h"

namespace turnout::replay {
namespace {

std::string first_of(const trace::FlawCounts::Count& found) {
  if (found.rows.empty()) return {};
  return "row " + std::to_string(found.rows.front()) + (found.first.empty() ? "" : ", " + found.first);
}

}  // namespace

std::vector<FlawCount> flaws_of_file(const trace::Trace& trace) {
  std::vector<FlawCount> flaws;
  for (std::size_t i = 0; i < trace::kFlawKinds; ++i) {
    const auto flaw = static_cast<trace::Flaw>(i);
    const auto& kind = trace::describe(flaw);
    const auto& found = trace.flaws.of(flaw);
    flaws.push_back({kind.name, kind.meaning, found.count, first_of(found)});
  }
  return flaws;
}

text::Table flaw_table(const std::vector<FlawCount>& counts) {
  text::Table table({{"COUNT", text::Align::kRight},
                     {"WHAT", text::Align::kLeft, 30, text::Overflow::kWrap},
                     {"FIRST IN", text::Align::kLeft, 20, text::Overflow::kWrap}});
  for (const FlawCount& flaw : counts) {
    if (flaw.count > 0) table.add({std::to_string(flaw.count), flaw.meaning, flaw.first});
  }
  return table;
}

}  // namespace turnout::replay
