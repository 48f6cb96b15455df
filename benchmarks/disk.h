// What the disk costs: every commit of Redis waits for it.
#pragma once

#include <filesystem>
#include <vector>

namespace turnout::bench {

// How long fdatasync took after each of many small appends to a file in this folder, ms, for about a second.
std::vector<double> sync_ms(const std::filesystem::path& folder);

}  // namespace turnout::bench
