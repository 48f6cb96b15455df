// The schema of the archive, made by numbered migrations, each within one transaction. A released migration never changes; a later
// one follows it.
#pragma once

#include <string>

namespace turnout::archive {

class Database;

// The newest version that this program knows.
inline constexpr int kSchemaVersion = 1;

// The script from the version before to this one; for SQLite and for PostgreSQL.
std::string sqlite_migration(int version);
std::string postgres_migration(int version);

// Brings the database to kSchemaVersion, and makes it the archive of this district if it is new. Throws UnusableArchive (errors.h)
// if its schema is newer or it holds another district.
void migrate(Database& database, const std::string& district);

}  // namespace turnout::archive
