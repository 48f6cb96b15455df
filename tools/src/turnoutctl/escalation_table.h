// Escalations as rows: who was told, for how long nobody has answered, when the next one is.
#pragma once

#include <cstdint>
#include <vector>

#include "text/table.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::turnoutctl {

// In the order given. Nobody has answered any of them.
text::Table escalation_table(const std::vector<v1::RaisedEscalation>& escalations, std::int64_t now_ms);

}  // namespace turnout::turnoutctl
