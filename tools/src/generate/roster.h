// The duty roster of the demonstration city.
#pragma once

#include <string>

#include "generate/city.h"

namespace turnout::generate {

// deploy/city/roster.yaml: for each station a shift leader and a chief by day, and others by night; the same for
// a dispatcher and a commander of the district. Every post is held at every instant.
std::string roster_file(const City& city);

}  // namespace turnout::generate
