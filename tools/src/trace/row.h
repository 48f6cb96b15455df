// One row of an export, read by the map, before rows are put together to calls.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "trace/local_time.h"
#include "trace/stage.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::trace {

using RowTime = std::optional<ReadTime>;

struct Row {
  std::size_t number = 0;  // in the file
  std::string call;
  std::string type;
  v1::Priority priority = v1::PRIORITY_UNSPECIFIED;
  std::optional<v1::Position> position;
  std::vector<std::string> units;    // ids of the vocabulary; empty where the file has none
  ByStage<RowTime> times;            // those that are played
  std::vector<RowTime> file_stages;  // those that the map lists as `stages`, in its order
  StageSet midnight;                 // stages whose time is exactly midnight

  RowTime& time(Stage stage) { return times[place_of(stage)]; }
  const RowTime& time(Stage stage) const { return times[place_of(stage)]; }
};

}  // namespace turnout::trace
