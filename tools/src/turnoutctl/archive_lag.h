// What an answer about the past does not contain yet.
#pragma once

#include "turnout/v1/records_service.pb.h"

namespace turnout::turnoutctl {

// Says on standard error by how much the archive was behind; nothing if it was complete.
void tell_lag(const v1::ArchiveLag& behind);

}  // namespace turnout::turnoutctl
