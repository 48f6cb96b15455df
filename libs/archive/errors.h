// What the archive throws besides the errors of runtime/errors.h.
#pragma once

#include <stdexcept>

namespace turnout::archive {

// A query took longer than its limit. It has changed nothing.
class QueryTooLong : public std::runtime_error {
 public:
  QueryTooLong() : std::runtime_error("the query took longer than its limit") {}
};

// The database cannot be used by this program at all: another district's, a newer schema, or no archive. A person must act.
class UnusableArchive : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace turnout::archive
