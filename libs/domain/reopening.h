// Opening an incident again that was closed or cancelled: by a command, or by another call about it.
#pragma once

#include <string>

#include "domain/decision.h"
#include "domain/event_builder.h"
#include "domain/require.h"

namespace turnout::domain {

// It was closed or cancelled, and not too often before.
Answer require_reopenable(const v1::Incident& incident);

// It ended so recently that its turnout and arrival go on from their start.
bool is_within_reopen_window(const v1::Incident& incident, const Context& context);

void add_reopened(EventBuilder& builder, const v1::Incident& incident, const std::string& reason,
                  const Context& context);

}  // namespace turnout::domain
