// Incident ids as people type them: in full, or the beginning or end of an open incident's id.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace turnout::client {

// The last 6 characters: ids made in the same hour share their beginning, so the end tells incidents apart.
std::string short_id(std::string_view incident_id);

// The one id among `open` that begins or ends with `text`, or a sentence that says why there is none.
tl::expected<std::string, std::string> pick_incident(std::string_view text,
                                                     const std::vector<std::string>& open);

}  // namespace turnout::client
