// What every adapter of the archive is held to: the fixture of the contract tests. A district's life is played on the in-memory event
// store; its log is what is archived.
#pragma once

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <vector>

#include "archive/open_archive.h"
#include "archive/postgres_database.h"
#include "archive/sqlite_database.h"
#include "archive/tables.h"
#include "event_store/memory_event_store.h"
#include "testing/command_runner.h"
#include "testing/private_postgres.h"
#include "testing/temporary_folder.h"
#include "time_zones/find_time_zone.h"

namespace turnout::archive {

enum class Adapter { kSqlite, kPostgres };

struct ArchiveContract : ::testing::TestWithParam<Adapter> {
  static constexpr std::chrono::milliseconds kLimit{60'000};

  // One server for all cases that run in one process; each uses other districts.
  static testing::PrivatePostgres& server() {
    static testing::PrivatePostgres postgres;
    return postgres;
  }

  // A new archive, prepared; several objects may open it.
  struct Location {
    std::string where;
    std::string district;
  };
  Location another_location() {
    static int count = 0;
    Location location{.where = {}, .district = "d" + std::to_string(++count)};
    location.where = GetParam() == Adapter::kSqlite
                         ? (folder.path() / (location.district + ".sqlite")).string()
                         : server().uri();
    prepare_archive(location.where, location.district);
    return location;
  }

  static std::unique_ptr<Archive> open(const Location& location) {
    return open_archive(location.where, location.district);
  }
  std::unique_ptr<Database> database(const Location& of) const {
    if (GetParam() == Adapter::kSqlite) return std::make_unique<SqliteDatabase>(of.where);
    return std::make_unique<PostgresDatabase>(of.where, of.district);
  }

  std::vector<event_store::LoggedEvent> log() {
    return testing::run(io, store.read_after(0, 1'000'000, std::chrono::milliseconds(0)));
  }

  // Archives the log in batches of this size; a new object for each if `forgetful`.
  void archive_log(const Location& location, std::size_t batch = 1'000'000, bool forgetful = false) {
    const std::vector<event_store::LoggedEvent> events = log();
    std::unique_ptr<Archive> archive = open(location);
    std::uint64_t after = archive->place().sequence;
    for (std::size_t at = after; at < events.size(); at += batch) {
      const auto begin = events.begin() + static_cast<std::ptrdiff_t>(at);
      const auto end = events.begin() + static_cast<std::ptrdiff_t>(std::min(at + batch, events.size()));
      if (forgetful) archive = open(location);
      ASSERT_TRUE(archive->append(after, {begin, end}, rules));
      after += static_cast<std::uint64_t>(end - begin);
    }
  }

  // Every row of every table, one a line.
  std::string everything(const Location& location) const;

  // Incidents of several kinds, from the call to the end or the middle of their life.
  void live();
  static testing::Command<v1::ReportIncidentRequest> call(int number);

  std::vector<std::string> found(const v1::FindIncidentsRequest& request, const std::string& phone_key = "") {
    std::vector<std::string> ids;
    const v1::FindIncidentsResponse response = open(main)->find(request, phone_key, 100, kLimit);
    for (const auto& incident : response.incidents()) ids.push_back(incident.id());
    return ids;
  }

  testing::TemporaryFolder folder;
  boost::asio::io_context io;
  telemetry::Metrics metrics{{.service = "contract", .version = "test"}};
  event_store::MemoryEventStore store{io};
  testing::CommandRunner runner{io, store, metrics};
  LocalRules rules{.zone = time_zones::find_time_zone("Asia/Shanghai").value(), .country = "CN"};
  Location main = another_location();
};

inline std::string as_text(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* string = std::get_if<std::string>(&value)) return *string;
  if (const auto* blob = std::get_if<Bytes>(&value)) return blob->value;
  return "NULL";
}

inline std::string ArchiveContract::everything(const Location& location) const {
  const std::unique_ptr<Database> rows = database(location);
  std::string all;
  std::vector<const Table*> tables(std::begin(kDerived), std::end(kDerived));
  tables.push_back(&kEvents);
  for (const Table* table : tables) {
    const std::string order = table == &kPeople ? "incident, person" : std::string("1, 2, 3");
    all += std::string(table->name) + "\n";
    for (const Row& row :
         rows->query("SELECT " + column_list(*table) + " FROM " + table->name + " ORDER BY " + order, {})) {
      for (const Value& value : row) all += as_text(value) + "|";
      all += "\n";
    }
  }
  return all;
}

inline std::string incident_id(int number) {
  std::string id = testing::kIncident;
  const std::string digits = std::to_string(number);
  return id.replace(id.size() - digits.size(), digits.size(), digits);
}

inline void ArchiveContract::live() {
  using std::chrono::minutes;
  using std::chrono::seconds;
  const auto at = [this](std::chrono::seconds since_first_call, const auto&... commands) {
    runner.clock.set(testing::kCallAtMs + std::chrono::milliseconds(since_first_call).count());
    runner.must(commands...);
  };
  at(seconds(0), testing::register_unit("car-1"), testing::register_unit("car-2"));
  for (int i = 1; i <= 24; ++i) {
    const std::string id = incident_id(i);
    const auto begin = std::chrono::hours(11 * i);  // through days, hours and weeks
    const std::string unit = i % 2 == 0 ? "car-1" : "car-2";
    at(begin, call(i));
    if (i % 7 == 0) {
      at(begin + seconds(20), testing::cancel().on(id));
      continue;
    }
    const auto step = [&](v1::Milestone milestone) {
      return testing::milestone(milestone, unit).on(id).by("officer-" + unit);
    };
    at(begin + seconds(30 + i), testing::assign(unit).on(id));
    at(begin + seconds(40 + 7 * i), step(v1::MILESTONE_ACKNOWLEDGED));
    at(begin + seconds(60 + 20 * i), step(v1::MILESTONE_EN_ROUTE));
    if (i == 24) break;  // its order stays open
    at(begin + minutes(12), step(v1::MILESTONE_ON_SCENE));
    at(begin + minutes(20 + 5 * i), testing::disposition().on(id));
    at(begin + minutes(150), step(v1::MILESTONE_CLEARED));
    at(begin + minutes(151), testing::close().on(id));
  }
}

inline testing::Command<v1::ReportIncidentRequest> ArchiveContract::call(int number) {
  testing::Command<v1::ReportIncidentRequest> report = testing::report(incident_id(number));
  v1::Call& call = *report.request.mutable_call();
  call.set_answered_at_ms(0);  // the clocks start at the receipt
  call.mutable_caller()->set_phone("138 0000 " + std::to_string(1000 + number % 4));
  call.mutable_caller()->set_words(number % 3 == 0 ? "有人在打架，快来" : "Traffic accident, 50%_off");
  call.set_received_by("taker-" + std::to_string(number % 2));
  report.request.set_type(number % 3 == 0 ? "fight" : "accident");
  report.request.mutable_place()->mutable_address()->set_text("人民路" + std::to_string(number) + "号");
  if (number % 5 == 0) report.rural();
  return report;
}

}  // namespace turnout::archive
