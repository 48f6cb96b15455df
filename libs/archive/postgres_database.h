// An archive in PostgreSQL: one schema for each district, "turnout_DISTRICT", whose events are divided by months. One writer's
// transaction waits for another's. A transaction is on the server's disk when commit returns.
//
// Needs a database in UTF-8 with a locale that knows letters beyond ASCII (C.UTF-8 does), or parts of Chinese texts are found
// slowly; its extension pg_trgm is made when it is missing, which its owner may do.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "archive/database.h"

struct pg_conn;
struct pg_result;

namespace turnout::archive {

class PostgresDatabase final : public Database {
 public:
  // `location`: a connection URI of libpq. Connects at the first call.
  PostgresDatabase(std::string location, std::string district);
  ~PostgresDatabase() override;

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
  struct CloseConnection {
    void operator()(pg_conn* connection) const;
  };
  struct ClearResult {
    void operator()(pg_result* result) const;
  };
  using Result = std::unique_ptr<pg_result, ClearResult>;

  void connect();
  Result ask(const std::string& sql, const Row& parameters);
  Result checked(pg_result* result);
  [[noreturn]] void fail(const pg_result* result);

  std::string location_;
  std::string schema_;  // quoted
  std::unique_ptr<pg_conn, CloseConnection> connection_;
  std::set<std::int64_t> months_;  // that have a partition, by their first millisecond
};

}  // namespace turnout::archive
