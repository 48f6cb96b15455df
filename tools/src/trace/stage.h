// The stages of a call that a trace may have, in the order in which they should happen.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>

namespace turnout::trace {

enum class Stage { kReceived, kDispatched, kEnRoute, kOnScene, kAvailable };

inline constexpr std::array kStages = {Stage::kReceived, Stage::kDispatched, Stage::kEnRoute, Stage::kOnScene,
                                       Stage::kAvailable};

// Those that a file does not have, for instance.
using StageSet = std::set<Stage>;

template <class Value>
using ByStage = std::array<Value, kStages.size()>;

constexpr std::size_t place_of(Stage stage) {
  return static_cast<std::size_t>(stage);
}

struct StageWords {
  std::string_view key;    // in maps and reports: "en_route"
  std::string_view title;  // for people: "en route"
};
const StageWords& words_of(Stage stage);

// By its key; nothing for any other word.
std::optional<Stage> stage_from(std::string_view key);

}  // namespace turnout::trace
