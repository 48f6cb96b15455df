// Escalations as rows: who was told, how long it has been unanswered, when the next post is told.
#pragma once

#include <cstdint>
#include <vector>

#include "text/table.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnoutctl/shown_names.h"

namespace turnout::turnoutctl {

// In the order given. All of them must be unanswered. The people who were told are cut last.
text::Table escalation_table(const std::vector<v1::RaisedEscalation>& escalations, const ShownNames& names,
                             std::int64_t now_ms);

}  // namespace turnout::turnoutctl
