#include "trace/stage.h"

namespace turnout::trace {
namespace {

constexpr ByStage<StageWords> kWords = {{{"received", "received"},
                                         {"dispatched", "dispatched"},
                                         {"en_route", "en route"},
                                         {"on_scene", "on scene"},
                                         {"available", "available"}}};

}  // namespace

const StageWords& words_of(Stage stage) {
  return kWords[place_of(stage)];
}

std::optional<Stage> stage_from(std::string_view key) {
  for (const Stage stage : kStages) {
    if (words_of(stage).key == key) return stage;
  }
  return std::nullopt;
}

}  // namespace turnout::trace
