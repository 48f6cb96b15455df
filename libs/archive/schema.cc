#include "archive/schema.h"

#include "archive/database.h"
#include "archive/errors.h"

namespace turnout::archive {
namespace {

// What the same script needs in both databases.
struct Dialect {
  std::string whole;      // type of whole numbers
  std::string blob;       // type of bytes
  std::string clustered;  // after a table that is stored in the order of its primary key
};

const Dialect kSqlite{.whole = "INTEGER", .blob = "BLOB", .clustered = " WITHOUT ROWID"};
const Dialect kPostgres{.whole = "BIGINT", .blob = "BYTEA", .clustered = ""};

void fill(std::string& script, const std::string& name, const std::string& value) {
  for (std::size_t at = 0; (at = script.find(name, at)) != std::string::npos; at += value.size()) {
    script.replace(at, name.size(), value);
  }
}

std::string filled(std::string script, const Dialect& dialect) {
  fill(script, "@whole", dialect.whole);
  fill(script, "@blob", dialect.blob);
  fill(script, "@clustered", dialect.clustered);
  return script;
}

// log: the place up to which the log is archived; one row. rules: what the district's rules said from a sequence of the log on, so
// that derived rows come out the same when they are made again.
constexpr const char* kFirstTables = R"(
CREATE TABLE log (district TEXT PRIMARY KEY, identity TEXT NOT NULL, sequence @whole NOT NULL);
CREATE TABLE rules (from_sequence @whole PRIMARY KEY, time_zone @blob NOT NULL, country TEXT NOT NULL);
CREATE TABLE incidents (
  number @whole PRIMARY KEY, id TEXT NOT NULL UNIQUE, version @whole NOT NULL, sequence @whole NOT NULL,
  status @whole NOT NULL, kind @whole NOT NULL, type TEXT NOT NULL, priority @whole NOT NULL,
  station_id TEXT NOT NULL, area_class @whole NOT NULL, started_at_ms @whole NOT NULL, ended_at_ms @whole NOT NULL,
  late_entry @whole NOT NULL, is_excluded @whole NOT NULL, disposition_code TEXT NOT NULL, call_taker TEXT NOT NULL,
  orders @whole NOT NULL, turnout_ms @whole, disposition_ms @whole,
  local_hour TEXT NOT NULL, local_weekday TEXT NOT NULL, local_day TEXT NOT NULL, local_iso_week TEXT NOT NULL,
  local_month TEXT NOT NULL, summary @blob NOT NULL, state @blob NOT NULL);
CREATE INDEX incidents_by_start ON incidents (started_at_ms, number);
CREATE INDEX incidents_by_station ON incidents (station_id, started_at_ms);
CREATE INDEX incidents_by_week ON incidents (local_iso_week);
CREATE TABLE calls (
  id @whole PRIMARY KEY, incident @whole NOT NULL, at_ms @whole NOT NULL, source @whole NOT NULL,
  received_by TEXT NOT NULL, phone_key TEXT NOT NULL);
CREATE INDEX calls_by_phone ON calls (phone_key) WHERE phone_key <> '';
CREATE INDEX calls_by_receiver ON calls (received_by);
CREATE TABLE orders (
  incident @whole, number @whole, unit_id TEXT NOT NULL, officer_id TEXT NOT NULL, is_active @whole NOT NULL,
  assigned_at_ms @whole NOT NULL, last_milestone @whole NOT NULL, ended_at_ms @whole NOT NULL,
  PRIMARY KEY (incident, number))@clustered;
CREATE INDEX orders_by_unit ON orders (unit_id);
CREATE INDEX orders_active ON orders (assigned_at_ms) WHERE is_active = 1;
CREATE TABLE milestones (
  incident @whole, order_number @whole, milestone @whole, at_ms @whole NOT NULL, basis @whole NOT NULL,
  is_implied @whole NOT NULL, scene_check @whole NOT NULL, is_pending @whole NOT NULL, unit_id TEXT NOT NULL,
  officer_id TEXT NOT NULL, PRIMARY KEY (incident, order_number, milestone))@clustered;
CREATE TABLE stages (
  incident @whole, order_number @whole, stage @whole, duration_ms @whole NOT NULL, is_excluded @whole NOT NULL,
  unit_id TEXT NOT NULL, officer_id TEXT NOT NULL, PRIMARY KEY (incident, order_number, stage))@clustered;
CREATE TABLE clocks (
  incident @whole, place @whole, kind @whole NOT NULL, order_number @whole NOT NULL, run @whole NOT NULL,
  started_at_ms @whole NOT NULL, limit_ms @whole NOT NULL, stopped_at_ms @whole NOT NULL, fired_at_ms @whole NOT NULL,
  verdict @whole NOT NULL, unit_id TEXT NOT NULL, officer_id TEXT NOT NULL, PRIMARY KEY (incident, place))@clustered;
CREATE TABLE people (incident @whole, person TEXT, PRIMARY KEY (incident, person))@clustered;
CREATE INDEX people_by_person ON people (person);
)";

constexpr const char* kFirstEventsOfSqlite = R"(
CREATE TABLE events (
  sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, incident_id TEXT NOT NULL, incident_version INTEGER NOT NULL,
  unit_id TEXT NOT NULL, body INTEGER NOT NULL, actor TEXT NOT NULL, stored BLOB NOT NULL, fault TEXT NOT NULL);
CREATE INDEX events_by_incident ON events (incident_id, sequence) WHERE incident_id <> '';
CREATE VIRTUAL TABLE texts USING fts5(text, incident UNINDEXED, kind UNINDEXED, tokenize = 'trigram');
)";

// The key of a divided table holds the column by which it is divided.
constexpr const char* kFirstEventsOfPostgres = R"(
CREATE TABLE events (
  sequence BIGINT, at_ms BIGINT, incident_id TEXT NOT NULL, incident_version BIGINT NOT NULL, unit_id TEXT NOT NULL,
  body BIGINT NOT NULL, actor TEXT NOT NULL, stored BYTEA NOT NULL, fault TEXT NOT NULL,
  PRIMARY KEY (sequence, at_ms)) PARTITION BY RANGE (at_ms);
CREATE INDEX events_by_incident ON events (incident_id, sequence) WHERE incident_id <> '';
CREATE TABLE texts (rowid BIGINT PRIMARY KEY, incident BIGINT NOT NULL, kind BIGINT NOT NULL, text TEXT NOT NULL);
CREATE INDEX texts_by_part ON texts USING gin (text gin_trgm_ops);
)";

constexpr const char* kVersionTable =
    "CREATE TABLE IF NOT EXISTS archive_schema (one BIGINT PRIMARY KEY, version BIGINT NOT NULL)";

int version_of(Database& database) {
  const auto rows = database.query("SELECT version FROM archive_schema", {});
  return rows.empty() ? 0 : static_cast<int>(integer(rows.front().front()));
}

void require_district(Database& database, const std::string& district) {
  const auto known = database.query("SELECT district FROM log", {});
  if (known.empty()) {
    database.execute("INSERT INTO log (district, identity, sequence) VALUES ($1, '', 0)", {district});
  } else if (text(known.front().front()) != district) {
    throw UnusableArchive("the archive holds district " + text(known.front().front()) +
                          ", and this service serves " + district);
  }
}

}  // namespace

std::string sqlite_migration(int version) {
  return version == 1 ? filled(kFirstTables, kSqlite) + kFirstEventsOfSqlite : "";
}

std::string postgres_migration(int version) {
  return version == 1 ? filled(kFirstTables, kPostgres) + kFirstEventsOfPostgres : "";
}

void migrate(Database& database, const std::string& district) {
  Transaction transaction(database);
  database.run(kVersionTable);
  const int found = version_of(database);
  if (found > kSchemaVersion) {
    throw UnusableArchive("the archive has schema version " + std::to_string(found) +
                          ", and this program knows " + std::to_string(kSchemaVersion) +
                          ": install the newer release");
  }
  for (int version = found + 1; version <= kSchemaVersion; ++version) {
    database.run(database.migration(version));
  }
  database.run("DELETE FROM archive_schema");
  database.execute("INSERT INTO archive_schema (one, version) VALUES (1, $1)",
                   {static_cast<std::int64_t>(kSchemaVersion)});
  require_district(database, district);
  transaction.commit();
}

}  // namespace turnout::archive
