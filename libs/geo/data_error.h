// What is wrong with a data file.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace turnout::geo {

// One clear sentence: the file, the place in it (line, feature, key), what is wrong and what is allowed. At
// the start a program prints it and exits with 2. While it runs, a service refuses the changed file with it.
class DataError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Throws all faults of `file` in one sentence. Does nothing if there are none.
inline void throw_faults(const std::filesystem::path& file, const std::vector<std::string>& faults) {
  if (faults.empty()) return;
  std::string text = file.string() + ": ";
  for (const std::string& fault : faults) text += (&fault == &faults.front() ? "" : "; ") + fault;
  throw DataError(text);
}

}  // namespace turnout::geo
