#include "archive/postgres_database.h"

#include <postgresql/libpq-fe.h>

#include <array>
#include <chrono>
#include <optional>
#include <sstream>

#include "archive/errors.h"
#include "archive/schema.h"
#include "runtime/errors.h"

namespace turnout::archive {
namespace {

constexpr Oid kBigint = 20;
constexpr Oid kSmallint = 21;
constexpr Oid kInteger = 23;
constexpr Oid kNumeric = 1700;
constexpr Oid kBytea = 17;
constexpr const char* kQueryCancelled = "57014";
constexpr std::size_t kCopyChunkBytes = 64 * 1024;
// Names the lock that writing transactions and migrations of every district's archive take before they look at anything.
constexpr const char* kTakeWriterLock = "SELECT pg_advisory_xact_lock(7170, hashtext(current_schema()))";

std::string in_quotes(const std::string& name) {
  return "\"" + name + "\"";  // a district has no quotes in its name
}

std::string hexadecimal(const std::string& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    text += kDigits[static_cast<unsigned char>(c) >> 4U];
    text += kDigits[static_cast<unsigned char>(c) & 0xfU];
  }
  return text;
}

// libpq explains errors in several lines.
std::string one_line(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

// A parameter as libpq takes it; nothing = NULL.
std::optional<std::string> parameter(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* string = std::get_if<std::string>(&value)) return *string;
  if (const auto* blob = std::get_if<Bytes>(&value)) return "\\x" + hexadecimal(blob->value);
  return std::nullopt;
}

Value field(const PGresult* result, int row, int at) {
  if (PQgetisnull(result, row, at) != 0) return std::monostate();
  const char* text = PQgetvalue(result, row, at);
  switch (PQftype(result, at)) {
    case kBigint:
    case kSmallint:
    case kInteger:
    case kNumeric:
      return static_cast<std::int64_t>(std::stoll(text));
    case kBytea: {
      std::size_t size = 0;
      const std::unique_ptr<unsigned char, void (*)(void*)> plain(
          PQunescapeBytea(reinterpret_cast<const unsigned char*>(text), &size), PQfreemem);
      return Bytes{std::string(reinterpret_cast<const char*>(plain.get()), size)};
    }
    default:
      return std::string(text, static_cast<std::size_t>(PQgetlength(result, row, at)));
  }
}

// One value in COPY's text format.
void add_copied(const Value& value, std::string& line) {
  if (std::holds_alternative<std::monostate>(value)) {
    line += "\\N";
    return;
  }
  if (const auto* blob = std::get_if<Bytes>(&value)) {
    line += "\\\\x" + hexadecimal(blob->value);
    return;
  }
  const auto* string = std::get_if<std::string>(&value);
  const std::string plain = string != nullptr ? *string : std::to_string(integer(value));
  for (const char c : plain) {
    switch (c) {
      case '\\':
        line += "\\\\";
        break;
      case '\n':
        line += "\\n";
        break;
      case '\t':
        line += "\\t";
        break;
      case '\r':
        line += "\\r";
        break;
      default:
        line += c;
    }
  }
}

std::string copied(const Row& row) {
  std::string line;
  for (const Value& value : row) {
    if (!line.empty()) line += '\t';
    add_copied(value, line);
  }
  return line + '\n';
}

std::int64_t first_ms(std::chrono::year_month month) {
  const std::chrono::sys_days day = month / 1;
  return std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch()).count();
}

std::chrono::year_month month_of(std::int64_t at_ms) {
  const std::chrono::sys_time<std::chrono::milliseconds> at{std::chrono::milliseconds(at_ms)};
  const std::chrono::year_month_day day = std::chrono::floor<std::chrono::days>(at);
  return day.year() / day.month();
}

std::string partition_name(std::chrono::year_month month) {
  std::array<char, 32> name{};
  std::snprintf(name.data(), name.size(), "events_%04d_%02u", static_cast<int>(month.year()),
                static_cast<unsigned>(month.month()));
  return name.data();
}

}  // namespace

void PostgresDatabase::CloseConnection::operator()(PGconn* connection) const {
  PQfinish(connection);
}

void PostgresDatabase::ClearResult::operator()(PGresult* result) const {
  PQclear(result);
}

PostgresDatabase::PostgresDatabase(std::string location, std::string district)
    : location_(std::move(location)), schema_(in_quotes("turnout_" + district)) {}

PostgresDatabase::~PostgresDatabase() = default;

void PostgresDatabase::connect() {
  if (connection_ && PQstatus(connection_.get()) == CONNECTION_OK) return;
  connection_.reset(PQconnectdb(location_.c_str()));
  months_.clear();
  if (PQstatus(connection_.get()) != CONNECTION_OK) fail(nullptr);
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  // The lock keeps two programs that start at once from making the schema at the same time.
  checked(PQexec(connection_.get(),
                 ("BEGIN; SELECT pg_advisory_xact_lock(7170); CREATE SCHEMA IF NOT EXISTS " + schema_ +
                  "; CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public; COMMIT; "
                  "SET search_path = " +
                  schema_ + ", public; SET synchronous_commit = on")
                     .c_str()));
}

std::vector<Row> PostgresDatabase::query(const std::string& sql, const Row& parameters) {
  const Result result = ask(sql, parameters);
  std::vector<Row> rows;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    Row& values = rows.emplace_back();
    for (int at = 0; at < PQnfields(result.get()); ++at) values.push_back(field(result.get(), row, at));
  }
  return rows;
}

std::uint64_t PostgresDatabase::execute(const std::string& sql, const Row& parameters) {
  const std::string changed = PQcmdTuples(ask(sql, parameters).get());
  return changed.empty() ? 0 : std::stoull(changed);
}

void PostgresDatabase::run(const std::string& script) {
  connect();
  checked(PQexec(connection_.get(), script.c_str()));
}

void PostgresDatabase::insert(const Table& table, const std::vector<Row>& rows) {
  if (rows.empty()) return;
  const auto put = [this](const std::string& chunk) {
    if (PQputCopyData(connection_.get(), chunk.data(), static_cast<int>(chunk.size())) != 1) fail(nullptr);
  };
  checked(PQexec(connection_.get(),
                 ("COPY " + std::string(table.name) + " (" + column_list(table) + ") FROM STDIN").c_str()));
  std::string chunk;
  for (const Row& row : rows) {
    chunk += copied(row);
    if (chunk.size() < kCopyChunkBytes) continue;
    put(chunk);
    chunk.clear();
  }
  if (!chunk.empty()) put(chunk);
  if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail(nullptr);
  checked(PQgetResult(connection_.get()));
  while (PGresult* rest = PQgetResult(connection_.get())) PQclear(rest);
}

void PostgresDatabase::replace(const Table& table, const std::vector<Row>& rows) {
  if (rows.empty()) return;
  std::string keys;
  for (const Row& row : rows) keys += (keys.empty() ? "" : ", ") + std::to_string(integer(row.front()));
  run("DELETE FROM " + std::string(table.name) + " WHERE " + table.columns.front() + " IN (" + keys + ")");
  insert(table, rows);
}

void PostgresDatabase::begin_write() {
  connect();
  run(std::string("BEGIN; ") + kTakeWriterLock);
}

void PostgresDatabase::begin_read(std::chrono::milliseconds limit) {
  connect();
  run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = " +
      std::to_string(limit.count()));
}

void PostgresDatabase::commit() {
  run("COMMIT");
}

void PostgresDatabase::roll_back() noexcept {
  if (connection_) PQclear(PQexec(connection_.get(), "ROLLBACK"));
  months_.clear();  // those made in this transaction are gone
}

std::string PostgresDatabase::migration(int version) const {
  return postgres_migration(version);
}

void PostgresDatabase::prepare_month(std::int64_t at_ms) {
  const std::chrono::year_month month = month_of(at_ms);
  if (!months_.insert(first_ms(month)).second) return;
  run("CREATE TABLE IF NOT EXISTS " + partition_name(month) + " PARTITION OF events FOR VALUES FROM (" +
      std::to_string(first_ms(month)) + ") TO (" + std::to_string(first_ms(month + std::chrono::months(1))) +
      ")");
}

std::string PostgresDatabase::contains(std::string_view, const std::string& parameter) const {
  return "text ILIKE " + parameter;
}

std::string PostgresDatabase::contained(std::string_view part) const {
  return like_pattern(part);
}

std::uint64_t PostgresDatabase::size_bytes() {
  const auto row = query(
      "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c "
      "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'",
      {});
  return static_cast<std::uint64_t>(integer(row.front().front()));
}

PostgresDatabase::Result PostgresDatabase::ask(const std::string& sql, const Row& parameters) {
  connect();
  std::vector<std::optional<std::string>> texts;
  std::vector<const char*> values;
  for (const Value& each : parameters) texts.push_back(parameter(each));
  for (const auto& each : texts) values.push_back(each ? each->c_str() : nullptr);
  return checked(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                              values.data(), nullptr, nullptr, 0));
}

PostgresDatabase::Result PostgresDatabase::checked(PGresult* result) {
  Result owned(result);
  switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_COPY_IN:
      return owned;
    default:
      fail(result);
  }
}

void PostgresDatabase::fail(const PGresult* result) {
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  if (state != nullptr && std::string_view(state) == kQueryCancelled) throw QueryTooLong();
  throw runtime::Unavailable("the archive in PostgreSQL: " + one_line(PQerrorMessage(connection_.get())));
}

}  // namespace turnout::archive
