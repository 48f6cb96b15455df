#include "archive/open_archive.h"

#include "archive/postgres_database.h"
#include "archive/schema.h"
#include "archive/sql_archive.h"
#include "archive/sqlite_database.h"

namespace turnout::archive {
namespace {

bool is_postgres(const std::string& location) {
  return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

std::unique_ptr<Database> open_database(const std::string& location, const std::string& district) {
  if (is_postgres(location)) return std::make_unique<PostgresDatabase>(location, district);
  return std::make_unique<SqliteDatabase>(location);
}

}  // namespace

std::unique_ptr<Archive> open_archive(const std::string& location, const std::string& district) {
  return std::make_unique<SqlArchive>(open_database(location, district));
}

void prepare_archive(const std::string& location, const std::string& district) {
  migrate(*open_database(location, district), district);
}

std::string printable_location(const std::string& location) {
  if (!is_postgres(location)) return location;
  const std::string without_options = location.substr(0, location.find('?'));
  const std::size_t at = without_options.rfind('@');
  return at == std::string::npos ? without_options : "postgresql://" + without_options.substr(at + 1);
}

}  // namespace turnout::archive
