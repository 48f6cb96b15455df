// turnout-records without what makes it archive each event once: it stores its place without comparing it, and no key of its tables
// refuses a row that is there already. The control of killed_records.test.mjs.
#include <memory>
#include <string>

#include "archive/schema.h"
#include "archive/sql_archive.h"
#include "archive/sqlite_database.h"
#include "archive/tables.h"
#include "records/records.h"

namespace turnout {
namespace {

std::string without(std::string text, const std::string& part) {
  const std::size_t at = text.find(part);
  return at == std::string::npos ? text : text.erase(at, part.size());
}

class UnguardedDatabase final : public archive::SqliteDatabase {
 public:
  using SqliteDatabase::SqliteDatabase;

  std::uint64_t execute(const std::string& sql, const archive::Row& parameters) override {
    return SqliteDatabase::execute(without(sql, " WHERE sequence = $2"), parameters);
  }
  void insert(const archive::Table& table, const std::vector<archive::Row>& rows) override {
    if (&table != &archive::kTexts) SqliteDatabase::insert(table, rows);  // its rows have keys of their own
  }
  std::string migration(int version) const override {
    std::string open = SqliteDatabase::migration(version);
    for (const std::string table :
         {"CREATE TABLE events (\n  sequence INTEGER", "CREATE TABLE calls (\n  id INTEGER"}) {
      const std::size_t at = open.find(table + " PRIMARY KEY");
      if (at != std::string::npos) open.erase(at + table.size(), std::string(" PRIMARY KEY").size());
    }
    return open;
  }
};

}  // namespace
}  // namespace turnout

int main(int argc, char** argv) {
  using namespace turnout;
  const chassis::ServiceIdentity identity{
      .name = "records", .rpc_port = 7170, .metrics_port = 7171, .reads_only = true};
  return chassis::run(
      identity, argc, argv, [](chassis::ServiceProcess& process) -> std::unique_ptr<chassis::Service> {
        const std::string file = process.options.archive;
        UnguardedDatabase made(file);
        archive::migrate(made, process.options.district);
        return std::make_unique<records::Records>(process, [file] {
          return std::make_unique<archive::SqlArchive>(std::make_unique<UnguardedDatabase>(file));
        });
      });
}
