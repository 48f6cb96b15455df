// Real keepers of deadlines: turnout-accountability processes that share one district.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>

#include "real_service.h"

namespace turnout::bench {

class Keepers {
 public:
  // Starts them. Called from the root of the repository.
  Keepers(std::size_t count, std::uint16_t redis_port, const std::string& district);

  // Waits until every one of them knows this incident, and so has read the log up to it; throws
  // std::runtime_error with their last words after ten minutes, or when one has ended.
  void wait_until_they_know(const std::string& incident_id) const;

 private:
  std::list<RealService> keepers_;
};

}  // namespace turnout::bench
