#include "domain/duplicates.h"

#include <string>
#include <utility>

namespace turnout::domain {

bool is_earlier(const v1::Incident& one, const v1::Incident& other) {
  return std::pair(one.received_at_ms(), one.id()) < std::pair(other.received_at_ms(), other.id());
}

}  // namespace turnout::domain
