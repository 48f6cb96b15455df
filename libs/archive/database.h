// One connection to an SQL database, as far as the archive needs it: what is the same in SQLite and PostgreSQL passes through, and
// what differs between them has a method. Parameters are $1, $2, … in both.
//
// Throws runtime::Unavailable when the database cannot be reached or refuses work: a transaction that was open is then rolled back,
// and the next call connects again. Not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace turnout::archive {

struct Bytes {
  std::string value;
  bool operator==(const Bytes&) const = default;
};

// A value of a row or a parameter; monostate = NULL.
using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;
using Row = std::vector<Value>;

std::int64_t integer(const Value& value);  // 0 for NULL
const std::string& text(const Value& value);
const std::string& bytes(const Value& value);

// A table with the columns that are written, in their order. The first one is the key by which rows are replaced.
struct Table {
  const char* name;
  std::vector<const char*> columns;
};

// "a, b, c"
std::string column_list(const Table& table);
// The character with which a search text is quoted in LIKE patterns is "\".
std::string like_pattern(std::string_view part);

class Database {
 public:
  virtual ~Database() = default;

  virtual std::vector<Row> query(const std::string& sql, const Row& parameters) = 0;
  // Returns the number of changed rows.
  virtual std::uint64_t execute(const std::string& sql, const Row& parameters) = 0;
  // Several statements without parameters.
  virtual void run(const std::string& script) = 0;
  // Adds rows, as fast as the database can take them.
  virtual void insert(const Table& table, const std::vector<Row>& rows) = 0;
  // Puts rows in place of those with the same key, which is an integer.
  virtual void replace(const Table& table, const std::vector<Row>& rows) = 0;

  // A writing transaction sees what is newest, and keeps others from writing to the archive; a reading one sees one instant, and
  // ends with QueryTooLong (errors.h) when it takes longer than the limit.
  virtual void begin_write() = 0;
  virtual void begin_read(std::chrono::milliseconds limit) = 0;
  virtual void commit() = 0;
  virtual void roll_back() noexcept = 0;

  // The script that makes version `version` of the schema from the one before; empty = this program knows no such version.
  virtual std::string migration(int version) const = 0;
  // Makes room for events of this time, where tables are divided by months. Within a writing transaction.
  virtual void prepare_month(std::int64_t at_ms) = 0;
  // A condition on column `text` of the table `texts`: it contains the parameter made by `contained`.
  virtual std::string contains(std::string_view part, const std::string& parameter) const = 0;
  virtual std::string contained(std::string_view part) const = 0;
  // Space that the archive takes.
  virtual std::uint64_t size_bytes() = 0;
};

// Rolls back unless it was committed.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.begin_write(); }
  Transaction(Database& database, std::chrono::milliseconds limit) : database_(database) {
    database_.begin_read(limit);
  }
  ~Transaction() {
    if (open_) database_.roll_back();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit() {
    database_.commit();
    open_ = false;
  }

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace turnout::archive
