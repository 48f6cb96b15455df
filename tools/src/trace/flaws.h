// Flaws of the rows of a trace. Nothing is dropped silently: every flaw is counted by kind.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace turnout::trace {

enum class Flaw {
  // The row cannot be used and is left out.
  kWrongFieldCount,
  kRepeatedHeader,
  kNoCall,
  kNoUnit,
  kUnknownStatus,
  kRepeatedStatus,
  kRepeatedRow,
  kNoReceived,
  // The row is used without its faulty parts.
  kUnprintableText,
  kUnreadableTime,
  kAmbiguousTime,
  kNoLocation,
  kUnknownPriority,
  kCallDiffers,
  kNoDispatched,
  kNoEnRoute,
  kNoOnScene,
  kNoAvailable,
  kStagesOutOfOrder,
  kPlayedStagesOutOfOrder,
  kEnRouteIsOnScene,
  kAddedLate,
  kOverlapping,
  // What the file as a whole does not have.
  kReceivedAbsent,
  kReceivedAssumed,
  kDispatchedAbsent,
  kEnRouteAbsent,
  kOnSceneAbsent,
  kAvailableAbsent,
  kStageOfAnother,
  kDatesOnly,
  kMinutesOnly,
  kUnitAbsent,
  kLocationAbsent,
  // A call.
  kCallNeverEnRoute,
  kCallWithGap,
  kCallStartedInField,
};
inline constexpr std::size_t kFlawKinds = static_cast<std::size_t>(Flaw::kCallStartedInField) + 1;

struct FlawKind {
  std::string_view name;     // as in reports: "no_on_scene"
  std::string_view meaning;  // in words: what is counted, and how it is handled
};
const FlawKind& describe(Flaw flaw);

// How often each kind was found, and in which rows first.
class FlawCounts {
 public:
  static constexpr std::size_t kExamples = 5;

  struct Count {
    std::size_t count = 0;
    std::vector<std::size_t> rows;  // the first kExamples rows; the header is the row below the preamble
    std::string first;              // what the first row has: "'Received': 'soon'"; may be empty
  };

  void add(Flaw flaw, std::size_t row, const std::string& what = "");
  const Count& of(Flaw flaw) const { return counts_[static_cast<std::size_t>(flaw)]; }
  std::size_t count(Flaw flaw) const { return of(flaw).count; }

 private:
  std::array<Count, kFlawKinds> counts_;
};

}  // namespace turnout::trace
