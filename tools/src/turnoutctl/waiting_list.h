// Everything that waits for one person's answer: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/table.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/roster.pb.h"
#include "turnoutctl/shown_names.h"

namespace turnout::turnoutctl {

// What the services have that needs an answer.
struct Pending {
  v1::ListEscalationsResponse escalations = {};
  v1::ListPendingTimesResponse times = {};
  std::vector<v1::Incident> incidents = {};  // with a handover, or an order that its unit wants to return
};

// Who asks, and when.
struct Asker {
  std::string person;
  const v1::Roster& roster;
  std::int64_t now_ms = 0;
};

// Whose answer each needs:
//   escalation  whoever was told last, or holds that post now
//   handover    whoever was asked; after a refusal the arbiter; without an arbiter whoever holds the post now
//   time        a supervisor of the station, who has not reported it: its shift leader, chief, the district commander, and whoever
//               holds such a post for the whole district
//   decline     the station's dispatcher; while nobody holds that post, its supervisors
struct WaitingItem {
  std::int64_t since_ms = 0;
  std::string what;  // "escalation of turnout"
  std::string incident_id;
  std::string about;   // the address, or what is asked
  std::string answer;  // the subcommand that answers it
};

// The oldest first.
std::vector<WaitingItem> waiting_for(const Asker& asker, const Pending& pending, const ShownNames& names);

text::Table waiting_table(const std::vector<WaitingItem>& items, std::int64_t now_ms);

}  // namespace turnout::turnoutctl
