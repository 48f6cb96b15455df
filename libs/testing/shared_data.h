// Real records and maps for tests. They are not part of the repository; a test is skipped if its files are
// missing.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#ifndef TURNOUT_SOURCE_DIR
#define TURNOUT_SOURCE_DIR "."  // set by CMake; without it tests run from the repository's root
#endif

namespace turnout::testing {

// The file's path: in $TURNOUT_DATA, or in ../shared/data beside the repository. The file may be missing.
inline std::filesystem::path shared_data(const std::string& name) {
  const char* folder = std::getenv("TURNOUT_DATA");
  return std::filesystem::path(folder != nullptr ? folder : TURNOUT_SOURCE_DIR "/../shared/data") / name;
}

}  // namespace turnout::testing

// Put it at the start of a test: skips the test if the file is missing.
#define TURNOUT_REQUIRE_SHARED_DATA(name)                                              \
  if (!std::filesystem::exists(::turnout::testing::shared_data(name))) {               \
    GTEST_SKIP() << ::turnout::testing::shared_data(name).string() << " is not there"; \
  }                                                                                    \
  static_assert(true)
