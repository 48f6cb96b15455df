// Real records and maps for tests. They are not part of the repository: tests that need them skip without
// them.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#ifndef TURNOUT_SOURCE_DIR
#define TURNOUT_SOURCE_DIR "."  // set by CMake; without it tests run from the repository's root
#endif

namespace turnout::testing {

// Where the file would be: in $TURNOUT_DATA, or in ../shared/data beside the repository.
inline std::filesystem::path shared_data(const std::string& name) {
  const char* folder = std::getenv("TURNOUT_DATA");
  return std::filesystem::path(folder != nullptr ? folder : TURNOUT_SOURCE_DIR "/../shared/data") / name;
}

}  // namespace turnout::testing

// For the begin of a test: skips it when the file is not there.
#define TURNOUT_REQUIRE_SHARED_DATA(name)                                              \
  if (!std::filesystem::exists(::turnout::testing::shared_data(name))) {               \
    GTEST_SKIP() << ::turnout::testing::shared_data(name).string() << " is not there"; \
  }                                                                                    \
  static_assert(true)
