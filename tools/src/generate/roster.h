// The duty roster of the demonstration city.
#pragma once

#include <string>

#include "generate/city.h"

namespace turnout::generate {

// deploy/city/roster.yaml: for each station a shift leader and its chief by day, other ones by night; a
// dispatcher and a commander of the district likewise. Every post is held at every instant.
std::string roster_file(const City& city);

}  // namespace turnout::generate
