#include "archive/sql_archive.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "archive/bulletin_query.h"
#include "archive/errors.h"
#include "archive/find_query.h"
#include "archive/statistics_query.h"
#include "archive/tables.h"
#include "domain/apply.h"
#include "event_store/stored_form.h"
#include "runtime/errors.h"

namespace turnout::archive {
namespace {

constexpr std::size_t kRebuildPage = 1'000;
// States of open incidents stay in memory; so many are more than a district has open.
constexpr std::size_t kMaxStatesKept = 20'000;
const Table* const kCounted[] = {&kEvents, &kIncidents, &kCalls, &kOrders, &kMilestones, &kClocks};
static_assert(std::size(kCounted) == telemetry::kArchiveTables);

bool changes_incident(const event_store::LoggedEvent& logged) {
  return logged.fault.empty() && logged.event.incident_version() != 0;
}

v1::Incident incident_of(const std::string& stored) {
  v1::Incident incident;
  const std::string fault = event_store::parse_bytes(stored, incident);
  if (!fault.empty()) throw runtime::DataLoss("an archived state is damaged: " + fault);
  return incident;
}

std::string list_of(const std::vector<std::int64_t>& numbers) {
  std::string list;
  for (const std::int64_t number : numbers) list += (list.empty() ? "" : ", ") + std::to_string(number);
  return list;
}

}  // namespace

Place SqlArchive::place() {
  const auto rows = database_->query("SELECT sequence, identity FROM log", {});
  if (rows.empty()) throw UnusableArchive("the archive names no log");
  return {.sequence = static_cast<std::uint64_t>(integer(rows.front()[0])),
          .log_identity = text(rows.front()[1])};
}

std::string SqlArchive::stored_event(std::uint64_t sequence) {
  const auto rows = database_->query("SELECT stored FROM events WHERE sequence = $1",
                                     {static_cast<std::int64_t>(sequence)});
  return rows.empty() ? "" : bytes(rows.front().front());
}

void SqlArchive::belongs_to(const std::string& log_identity) {
  database_->execute("UPDATE log SET identity = $1", {log_identity});
}

bool SqlArchive::append(std::uint64_t after, const std::vector<event_store::LoggedEvent>& events,
                        const LocalRules& rules) {
  if (events.empty()) return true;
  try {
    Transaction transaction(*database_);
    const std::uint64_t moved = database_->execute(
        "UPDATE log SET sequence = $1 WHERE sequence = $2",
        {static_cast<std::int64_t>(events.back().sequence), static_cast<std::int64_t>(after)});
    if (moved != 1) {
      states_.clear();
      return false;
    }
    keep_rules(events.front().sequence, rules);
    EventRows rows;
    for (const event_store::LoggedEvent& logged : events) {
      database_->prepare_month(logged.event.at_ms());
      add_event(logged, rows);
    }
    project(events, std::move(rows));
    transaction.commit();
  } catch (...) {
    states_.clear();  // they contain what was not committed
    rules_.clear();
    throw;
  }
  forget_ended();
  return true;
}

std::uint64_t SqlArchive::rebuild() {
  states_.clear();
  Transaction transaction(*database_);
  database_->run("UPDATE log SET sequence = sequence");  // holds off a writer
  rules_ = load_rules();
  for (const Table* table : kDerived) database_->run("DELETE FROM " + std::string(table->name));
  std::uint64_t count = 0;
  std::uint64_t sequence = 0;
  for (;;) {
    const std::vector<event_store::LoggedEvent> page = events_after(sequence);
    if (page.empty()) break;
    sequence = page.back().sequence;
    count += page.size();
    project(page, {});
    forget_ended();
  }
  transaction.commit();
  states_.clear();
  return count;
}

std::vector<event_store::LoggedEvent> SqlArchive::events_after(std::uint64_t sequence) {
  std::vector<event_store::LoggedEvent> events;
  for (const Row& row : database_->query(
           "SELECT sequence, stored, fault FROM events WHERE sequence > $1 ORDER BY sequence LIMIT $2",
           {static_cast<std::int64_t>(sequence), static_cast<std::int64_t>(kRebuildPage)})) {
    event_store::LoggedEvent& logged = events.emplace_back();
    logged.sequence = static_cast<std::uint64_t>(integer(row[0]));
    logged.fault = text(row[2]);
    if (!logged.fault.empty()) continue;
    const std::string fault = event_store::parse_bytes(bytes(row[1]), logged.event);
    if (!fault.empty()) {
      throw runtime::DataLoss("archived event " + std::to_string(logged.sequence) + " is damaged: " + fault);
    }
  }
  return events;
}

SqlArchive::RulesFrom SqlArchive::load_rules() {
  RulesFrom loaded;
  for (const Row& row : database_->query("SELECT from_sequence, time_zone, country FROM rules", {})) {
    LocalRules rules{.zone = {}, .country = text(row[2])};
    if (!rules.zone.ParseFromString(bytes(row[1])))
      throw runtime::DataLoss("an archived time zone is damaged");
    loaded.emplace(static_cast<std::uint64_t>(integer(row[0])), std::move(rules));
  }
  return loaded;
}

// Rules that are those of the event before are not stored again.
void SqlArchive::keep_rules(std::uint64_t from, const LocalRules& rules) {
  if (rules_.empty()) rules_ = load_rules();
  const auto is_same = [&rules](const LocalRules& known) {
    return known.country == rules.country && known.zone.SerializeAsString() == rules.zone.SerializeAsString();
  };
  if (!rules_.empty() && is_same(rules_.rbegin()->second)) return;
  const Table table{"rules", {"from_sequence", "time_zone", "country"}};
  database_->insert(
      table, {{static_cast<std::int64_t>(from), Bytes{rules.zone.SerializeAsString()}, rules.country}});
  rules_[from] = rules;
}

const LocalRules& SqlArchive::rules_at(std::uint64_t sequence) const {
  const auto later = rules_.upper_bound(sequence);
  return later == rules_.begin() ? rules_.begin()->second : std::prev(later)->second;
}

// Applies the events to the states, and writes the rows of both. An incident that several of the events change is written once.
void SqlArchive::project(const std::vector<event_store::LoggedEvent>& events, EventRows rows) {
  load_states(events);
  std::set<std::string> changed;
  for (const event_store::LoggedEvent& logged : events) {
    if (!changes_incident(logged)) continue;
    const std::string& id = logged.event.incident_id();
    ArchivedIncident& incident = states_[id];
    const auto sequence = static_cast<std::int64_t>(logged.sequence);
    if (incident.number == 0) incident.number = sequence;
    if (incident.state.id().empty()) incident.state.set_id(id);
    incident.sequence = sequence;
    domain::apply(logged.event, incident.state);
    add_calls_and_texts(logged, incident.number, rules_at(logged.sequence).country, rows);
    changed.insert(id);
  }
  RowsByTable of_incidents;
  for (const std::string& id : changed) {
    const ArchivedIncident& incident = states_.at(id);
    add_incident(incident, rules_at(static_cast<std::uint64_t>(incident.number)).zone, of_incidents);
  }
  write(rows, of_incidents);
}

void SqlArchive::load_states(const std::vector<event_store::LoggedEvent>& events) {
  for (const event_store::LoggedEvent& logged : events) {
    const std::string& id = logged.event.incident_id();
    if (!changes_incident(logged) || logged.event.has_incident_reported() || states_.contains(id)) continue;
    for (const Row& row :
         database_->query("SELECT number, sequence, state FROM incidents WHERE id = $1", {id})) {
      states_[id] = {
          .number = integer(row[0]), .sequence = integer(row[1]), .state = incident_of(bytes(row[2]))};
    }
  }
}

void SqlArchive::write(const EventRows& of_events, const RowsByTable& of_incidents) {
  database_->insert(kEvents, of_events.events);
  database_->insert(kCalls, of_events.calls);
  database_->insert(kTexts, of_events.texts);
  const auto incidents = of_incidents.find(&kIncidents);
  if (incidents == of_incidents.end()) return;
  database_->replace(kIncidents, incidents->second);
  std::vector<std::int64_t> numbers;
  for (const Row& row : incidents->second) numbers.push_back(integer(row.front()));
  for (const Table* table : kOfIncident) {
    database_->run("DELETE FROM " + std::string(table->name) + " WHERE incident IN (" + list_of(numbers) +
                   ")");
    const auto rows = of_incidents.find(table);
    if (rows != of_incidents.end()) database_->insert(*table, rows->second);
  }
}

void SqlArchive::forget_ended() {
  std::erase_if(states_,
                [](const auto& known) { return known.second.state.status() != v1::INCIDENT_STATUS_OPEN; });
  if (states_.size() > kMaxStatesKept) states_.clear();
}

v1::FindIncidentsResponse SqlArchive::find(const v1::FindIncidentsRequest& request,
                                           const std::string& phone_key, std::size_t most,
                                           std::chrono::milliseconds limit) {
  Transaction transaction(*database_, limit);
  v1::FindIncidentsResponse response = find_incidents(*database_, request, phone_key, most);
  transaction.commit();
  return response;
}

v1::GetStatisticsResponse SqlArchive::statistics(const v1::GetStatisticsRequest& request,
                                                 std::chrono::milliseconds limit) {
  Transaction transaction(*database_, limit);
  v1::GetStatisticsResponse response = get_statistics(*database_, request);
  transaction.commit();
  return response;
}

v1::GetBulletinResponse SqlArchive::bulletin(const BulletinWeeks& weeks, const std::string& station_id,
                                             std::chrono::milliseconds limit) {
  Transaction transaction(*database_, limit);
  v1::GetBulletinResponse response = get_bulletin(*database_, weeks, station_id);
  transaction.commit();
  return response;
}

ArchiveSize SqlArchive::size(std::chrono::milliseconds limit) {
  Transaction transaction(*database_, limit);
  ArchiveSize size;
  for (std::size_t i = 0; i < std::size(kCounted); ++i) {
    const auto rows = database_->query("SELECT count(*) FROM " + std::string(kCounted[i]->name), {});
    size.rows.at(i) = static_cast<std::uint64_t>(integer(rows.front().front()));
  }
  size.bytes = database_->size_bytes();
  transaction.commit();
  return size;
}

}  // namespace turnout::archive
