#include "archive/sqlite_database.h"

#include <sqlite3.h>

#include "archive/errors.h"
#include "archive/schema.h"
#include "runtime/errors.h"

namespace turnout::archive {
namespace {

constexpr int kWaitForWriterMs = 5'000;
constexpr int kInstructionsBetweenChecks = 10'000;
// Statements of queries differ by their conditions; those of the writer are few.
constexpr std::size_t kStatementsKept = 64;
// The index of texts knows parts of three characters and more.
constexpr std::size_t kIndexedCharacters = 3;

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0U) != 0x80U ? 1 : 0;
  return count;
}

bool is_indexed(std::string_view part) {
  return characters(part) >= kIndexedCharacters;
}

void bind(sqlite3_stmt* statement, int at, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    sqlite3_bind_int64(statement, at, *number);
  } else if (const auto* string = std::get_if<std::string>(&value)) {
    sqlite3_bind_text64(statement, at, string->data(), string->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  } else if (const auto* blob = std::get_if<Bytes>(&value)) {
    sqlite3_bind_blob64(statement, at, blob->value.data(), blob->value.size(), SQLITE_TRANSIENT);
  } else {
    sqlite3_bind_null(statement, at);
  }
}

Value column(sqlite3_stmt* statement, int at) {
  const auto text_of = [&](const void* from) {
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, at));
    return from == nullptr ? std::string() : std::string(static_cast<const char*>(from), size);
  };
  switch (sqlite3_column_type(statement, at)) {
    case SQLITE_INTEGER:
      return static_cast<std::int64_t>(sqlite3_column_int64(statement, at));
    case SQLITE_TEXT:
      return text_of(sqlite3_column_text(statement, at));
    case SQLITE_BLOB:
      return Bytes{text_of(sqlite3_column_blob(statement, at))};
    default:
      return std::monostate();
  }
}

std::string insert_into(const Table& table) {
  std::string places;
  for (std::size_t i = 1; i <= table.columns.size(); ++i)
    places += (i == 1 ? "$" : ", $") + std::to_string(i);
  return "INSERT INTO " + std::string(table.name) + " (" + column_list(table) + ") VALUES (" + places + ")";
}

}  // namespace

void SqliteDatabase::CloseDatabase::operator()(sqlite3* open) const {
  sqlite3_close_v2(open);
}

void SqliteDatabase::EndStatement::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

SqliteDatabase::SqliteDatabase(const std::string& file) : file_(file) {
  sqlite3* open = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &open,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  open_.reset(open);
  if (code != SQLITE_OK) fail(code);
  sqlite3_busy_timeout(open, kWaitForWriterMs);
  sqlite3_progress_handler(
      open, kInstructionsBetweenChecks,
      [](void* self) {
        return std::chrono::steady_clock::now() > static_cast<SqliteDatabase*>(self)->give_up_at_ ? 1 : 0;
      },
      this);
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; "
      "PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY");
}

SqliteDatabase::~SqliteDatabase() = default;

std::vector<Row> SqliteDatabase::query(const std::string& sql, const Row& parameters) {
  sqlite3_stmt* const statement = bound(sql, parameters);
  std::vector<Row> rows;
  while (step(statement)) {
    Row& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(statement); ++i) row.push_back(column(statement, i));
  }
  return rows;
}

std::uint64_t SqliteDatabase::execute(const std::string& sql, const Row& parameters) {
  step(bound(sql, parameters));
  return static_cast<std::uint64_t>(sqlite3_changes64(open_.get()));
}

void SqliteDatabase::run(const std::string& script) {
  const int code = sqlite3_exec(open_.get(), script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

void SqliteDatabase::insert(const Table& table, const std::vector<Row>& rows) {
  insert_each(insert_into(table), rows);
}

// Updates rows in place: the indexes of columns that stay the same are not touched.
void SqliteDatabase::replace(const Table& table, const std::vector<Row>& rows) {
  std::string sql = insert_into(table) + " ON CONFLICT (" + table.columns.front() + ") DO UPDATE SET ";
  for (std::size_t i = 1; i < table.columns.size(); ++i) {
    const std::string name = table.columns[i];
    sql += (i == 1 ? "" : ", ") + name + " = excluded." + name;
  }
  insert_each(sql, rows);
}

void SqliteDatabase::insert_each(const std::string& sql, const std::vector<Row>& rows) {
  for (const Row& row : rows) step(bound(sql, row));
}

void SqliteDatabase::begin_write() {
  run("BEGIN IMMEDIATE");
}

void SqliteDatabase::begin_read(std::chrono::milliseconds limit) {
  run("BEGIN");
  give_up_at_ = std::chrono::steady_clock::now() + limit;
}

void SqliteDatabase::commit() {
  run("COMMIT");
  give_up_at_ = std::chrono::steady_clock::time_point::max();
}

void SqliteDatabase::roll_back() noexcept {
  give_up_at_ = std::chrono::steady_clock::time_point::max();
  for (auto& [sql, statement] : statements_) sqlite3_reset(statement.get());
  if (sqlite3_get_autocommit(open_.get()) == 0) {
    sqlite3_exec(open_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

std::string SqliteDatabase::migration(int version) const {
  return sqlite_migration(version);
}

void SqliteDatabase::prepare_month(std::int64_t) {}

std::string SqliteDatabase::contains(std::string_view part, const std::string& parameter) const {
  return is_indexed(part) ? "text MATCH " + parameter : "text LIKE " + parameter + R"( ESCAPE '\')";
}

// A phrase of the full text search is quoted; quotes in it are doubled.
std::string SqliteDatabase::contained(std::string_view part) const {
  if (!is_indexed(part)) return like_pattern(part);
  std::string phrase = "\"";
  for (const char c : part) phrase += c == '"' ? std::string(2, c) : std::string(1, c);
  return phrase + "\"";
}

std::uint64_t SqliteDatabase::size_bytes() {
  const auto row =
      query("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()", {}).front();
  return static_cast<std::uint64_t>(integer(row.front()));
}

sqlite3_stmt* SqliteDatabase::bound(const std::string& sql, const Row& parameters) {
  if (statements_.size() >= kStatementsKept) statements_.clear();
  Statement& kept = statements_[sql];
  if (!kept) {
    sqlite3_stmt* made = nullptr;
    const int code =
        sqlite3_prepare_v2(open_.get(), sql.c_str(), static_cast<int>(sql.size()), &made, nullptr);
    kept.reset(made);
    if (code != SQLITE_OK) {
      statements_.erase(sql);
      fail(code);
    }
  }
  sqlite3_reset(kept.get());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const std::string name = "$" + std::to_string(i + 1);
    bind(kept.get(), sqlite3_bind_parameter_index(kept.get(), name.c_str()), parameters[i]);
  }
  return kept.get();
}

// True for a row; false at the end, when the statement is ready for its next use.
bool SqliteDatabase::step(sqlite3_stmt* statement) {
  const int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(statement);
  if (code != SQLITE_DONE) fail(code);
  return false;
}

void SqliteDatabase::fail(int code) {
  if (code == SQLITE_INTERRUPT) throw QueryTooLong();
  const std::string reason = open_ ? sqlite3_errmsg(open_.get()) : sqlite3_errstr(code);
  if (code == SQLITE_NOTADB) throw UnusableArchive(file_ + " is no SQLite database");
  throw runtime::Unavailable("the archive " + file_ + ": " + reason);
}

}  // namespace turnout::archive
