// An archive in one file. Writers wait for one another up to 5 s; readers see the state of their beginning and delay nobody. A
// transaction is on the disk when commit returns (WAL, synchronous=FULL).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "archive/database.h"

struct sqlite3;
struct sqlite3_stmt;

namespace turnout::archive {

class SqliteDatabase : public Database {
 public:
  // Opens the file, or makes it. Throws runtime::Unavailable with the reason.
  explicit SqliteDatabase(const std::string& file);
  ~SqliteDatabase() override;

  std::vector<Row> query(const std::string& sql, const Row& parameters) override;
  std::uint64_t execute(const std::string& sql, const Row& parameters) override;
  void run(const std::string& script) override;
  void insert(const Table& table, const std::vector<Row>& rows) override;
  void replace(const Table& table, const std::vector<Row>& rows) override;
  void begin_write() override;
  void begin_read(std::chrono::milliseconds limit) override;
  void commit() override;
  void roll_back() noexcept override;
  std::string migration(int version) const override;
  void prepare_month(std::int64_t at_ms) override;
  std::string contains(std::string_view part, const std::string& parameter) const override;
  std::string contained(std::string_view part) const override;
  std::uint64_t size_bytes() override;

 private:
  struct CloseDatabase {
    void operator()(sqlite3* open) const;
  };
  struct EndStatement {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, EndStatement>;

  // The prepared statement, bound to its parameters. Valid until the next call with the same text.
  sqlite3_stmt* bound(const std::string& sql, const Row& parameters);
  bool step(sqlite3_stmt* statement);
  void insert_each(const std::string& sql, const std::vector<Row>& rows);
  [[noreturn]] void fail(int code);

  std::string file_;
  std::unique_ptr<sqlite3, CloseDatabase> open_;
  std::map<std::string, Statement> statements_;
  std::chrono::steady_clock::time_point give_up_at_ = std::chrono::steady_clock::time_point::max();
};

}  // namespace turnout::archive
