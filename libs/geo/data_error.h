// What is wrong with a data file that a program was started with.
#pragma once

#include <stdexcept>

namespace turnout::geo {

// One clear sentence: the file, the place in it (line, feature, key), what is wrong and what is allowed.
// Thrown while reading files at start, caught once in main, which prints it and exits with 2.
class DataError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace turnout::geo
