// Rows that a replay must change or leave out. Every such row is counted by kind.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace turnout::replay {

enum class PlanFlaw {
  kNothingToPlay,
  kOrderAtFirstStage,
  kBeforeCall,
  kSentWhileBusy,
  kClearTimeAdded,
};
inline constexpr std::size_t kPlanFlawKinds = static_cast<std::size_t>(PlanFlaw::kClearTimeAdded) + 1;

struct PlanFlawKind {
  std::string_view name;     // as in reports: "sent_while_busy"
  std::string_view meaning;  // in words: what is counted, and how the replay handles it
};
const PlanFlawKind& describe(PlanFlaw flaw);

// The rows of each kind; the header of the file is row 1.
class PlanFlaws {
 public:
  void add(PlanFlaw flaw, std::size_t row) { rows_[static_cast<std::size_t>(flaw)].push_back(row); }
  const std::vector<std::size_t>& rows(PlanFlaw flaw) const { return rows_[static_cast<std::size_t>(flaw)]; }

 private:
  std::array<std::vector<std::size_t>, kPlanFlawKinds> rows_;
};

}  // namespace turnout::replay
