// The archive in an SQL database.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "archive/archive.h"
#include "archive/database.h"
#include "archive/rows_of_event.h"
#include "archive/rows_of_incident.h"

namespace turnout::archive {

class SqlArchive final : public Archive {
 public:
  // The database has this program's schema (open_archive.h).
  explicit SqlArchive(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  Place place() override;
  std::string stored_event(std::uint64_t sequence) override;
  void belongs_to(const std::string& log_identity) override;
  bool append(std::uint64_t after, const std::vector<event_store::LoggedEvent>& events,
              const LocalRules& rules) override;
  std::uint64_t rebuild() override;
  v1::FindIncidentsResponse find(const v1::FindIncidentsRequest& request, const std::string& phone_key,
                                 std::size_t most, std::chrono::milliseconds limit) override;
  v1::GetStatisticsResponse statistics(const v1::GetStatisticsRequest& request,
                                       std::chrono::milliseconds limit) override;
  v1::GetBulletinResponse bulletin(const BulletinWeeks& weeks, const std::string& station_id,
                                   std::chrono::milliseconds limit) override;
  ArchiveSize size(std::chrono::milliseconds limit) override;

 private:
  // Rules by the sequence from which they hold.
  using RulesFrom = std::map<std::uint64_t, LocalRules>;

  RulesFrom load_rules();
  void keep_rules(std::uint64_t from, const LocalRules& rules);
  const LocalRules& rules_at(std::uint64_t sequence) const;
  void project(const std::vector<event_store::LoggedEvent>& events, EventRows rows);
  void load_states(const std::vector<event_store::LoggedEvent>& events);
  std::vector<event_store::LoggedEvent> events_after(std::uint64_t sequence);
  void write(const EventRows& of_events, const RowsByTable& of_incidents);
  void forget_ended();

  std::unique_ptr<Database> database_;
  // Of the writer: the rules, and the states of incidents that are open or were changed last, by id. Empty = not loaded.
  RulesFrom rules_;
  std::unordered_map<std::string, ArchivedIncident> states_;
};

}  // namespace turnout::archive
