// commit.lua, as it is loaded into Redis. Its text is built into the program, so that a service and its
// functions are never of different versions.
#pragma once

#include <cstdint>
#include <string_view>

namespace turnout::event_store {

extern const std::string_view kCommitLibrary;
extern const std::int64_t kCommitLibraryVersion;

}  // namespace turnout::event_store
