#include "turnoutctl/archive_lag.h"

#include <fmt/format.h>

namespace turnout::turnoutctl {

void tell_lag(const v1::ArchiveLag& behind) {
  if (behind.events() == 0) return;
  fmt::print(stderr, "incomplete: the newest {} events are not archived yet\n", behind.events());
}

}  // namespace turnout::turnoutctl
