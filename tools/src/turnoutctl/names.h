// Units, stations and words as people type them.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "turnout/v1/settings_service.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::turnoutctl {

// Something with an id and the names that mean it too.
struct Named {
  std::string id;
  std::vector<std::string> names = {};
};

// A unit with its call sign: CG3, 城关3.
Named named(const v1::Unit& unit);
// A station with its name, each word of the name, and the name without its ending: "城关派出所 Chengguan" is also 城关派出所, 城关 and
// Chengguan.
Named named(const v1::Station& station);

// The id of the one that `text` means: its id, else its id or one of its names in any case and width, whatever the spaces. Otherwise
// a sentence that names the nearest ones, or all that it fits. `what` is "unit" or "station".
tl::expected<std::string, std::string> pick_named(const std::string& what, std::string_view text,
                                                  const std::vector<Named>& known);

// "; did you mean assign?": the end of a sentence that refuses `text`, with what it is most likely a slip of. Empty if half of
// its characters would have to change.
std::string did_you_mean(std::string_view text, const std::vector<Named>& known);

}  // namespace turnout::turnoutctl
