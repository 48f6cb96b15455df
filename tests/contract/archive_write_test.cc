// Writing the archive: each event once, in order, and everything else made from the events.
#include "archive/errors.h"
#include "archive_contract.h"
#include "runtime/errors.h"

namespace turnout::archive {
namespace {

using ArchiveWriting = ArchiveContract;

INSTANTIATE_TEST_SUITE_P(Archive, ArchiveWriting, ::testing::Values(Adapter::kSqlite, Adapter::kPostgres),
                         [](const auto& of) { return of.param == Adapter::kSqlite ? "Sqlite" : "Postgres"; });

TEST_P(ArchiveWriting, BeginsEmptyAndEndsWhereTheLogEnds) {
  EXPECT_EQ(open(main)->place().sequence, 0U);
  live();
  archive_log(main, 7);
  EXPECT_EQ(open(main)->place().sequence, log().size());
  EXPECT_EQ(open(main)->size(kLimit).rows[0], log().size());
}

TEST_P(ArchiveWriting, TakesABatchOnceWhoeverTriesAgain) {
  live();
  const auto events = log();
  const auto one = open(main);
  const auto other = open(main);
  ASSERT_TRUE(one->append(0, events, rules));
  const std::string written = everything(main);
  EXPECT_FALSE(one->append(0, events, rules));
  EXPECT_FALSE(other->append(0, events, rules));
  EXPECT_EQ(everything(main), written);
  EXPECT_EQ(other->place().sequence, events.size());
}

TEST_P(ArchiveWriting, GivesTheSameRowsWhateverTheBatchesAndWhoWritesThem) {
  live();
  archive_log(main);
  const std::string expected = everything(main);
  for (const std::size_t batch : {std::size_t{1}, std::size_t{7}, std::size_t{50}}) {
    const Location other = another_location();
    archive_log(other, batch, batch == 7);
    EXPECT_EQ(everything(other), expected) << "in batches of " << batch;
  }
}

TEST_P(ArchiveWriting, ARebuildGivesTheSameRows) {
  live();
  archive_log(main, 20);
  const std::string written = everything(main);
  database(main)->run("DELETE FROM orders");
  database(main)->run("UPDATE incidents SET local_hour = '99'");
  EXPECT_NE(everything(main), written);
  EXPECT_EQ(open(main)->rebuild(), log().size());
  EXPECT_EQ(everything(main), written);
}

TEST_P(ArchiveWriting, AChangeOfZoneHoldsForLaterIncidentsAndSurvivesARebuild) {
  live();
  const auto events = log();
  const auto half = static_cast<std::ptrdiff_t>(events.size() / 2);
  const auto archive = open(main);
  ASSERT_TRUE(archive->append(0, {events.begin(), events.begin() + half}, rules));
  const LocalRules moved{.zone = time_zones::find_time_zone("America/New_York").value(), .country = "CN"};
  ASSERT_TRUE(
      archive->append(static_cast<std::uint64_t>(half), {events.begin() + half, events.end()}, moved));
  const std::string written = everything(main);
  EXPECT_EQ(database(main)->query("SELECT count(*) FROM rules", {}).front(), Row{std::int64_t{2}});
  open(main)->rebuild();
  EXPECT_EQ(everything(main), written);
}

TEST_P(ArchiveWriting, KeepsAPlaceForAnEventThatCannotBeRead) {
  live();
  auto events = log();
  events[3].fault = "its bytes do not have their checksum";
  events[3].event.Clear();
  const auto archive = open(main);
  ASSERT_TRUE(archive->append(0, events, rules));
  EXPECT_EQ(archive->size(kLimit).rows[0], events.size());
  EXPECT_EQ(archive->stored_event(4), "");
  const std::string written = everything(main);
  archive->rebuild();
  EXPECT_EQ(everything(main), written);
}

TEST_P(ArchiveWriting, RefusesAnotherDistrictAndANewerSchema) {
  if (GetParam() == Adapter::kSqlite) {
    EXPECT_THROW(prepare_archive(main.where, "other"), UnusableArchive);
  }
  database(main)->run("UPDATE archive_schema SET version = 99");
  EXPECT_THROW(prepare_archive(main.where, main.district), UnusableArchive);
}

TEST_P(ArchiveWriting, NamesADamagedEventAtARebuild) {
  live();
  archive_log(main);
  database(main)->run(GetParam() == Adapter::kSqlite
                          ? "UPDATE events SET stored = x'00' WHERE sequence = 2"
                          : "UPDATE events SET stored = '\\x00' WHERE sequence = 2");
  const std::string written = everything(main);
  EXPECT_THROW(open(main)->rebuild(), runtime::DataLoss);
  EXPECT_EQ(everything(main), written);
}

TEST_P(ArchiveWriting, EndsAQueryAtItsLimit) {
  const auto queries = database(main);
  queries->begin_read(std::chrono::milliseconds(20));
  EXPECT_THROW(
      queries->query("WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) "
                     "SELECT count(*) FROM n",
                     {}),
      QueryTooLong);
  queries->roll_back();
  EXPECT_EQ(queries->query("SELECT 1", {}).front(), Row{std::int64_t{1}});
}

TEST(PostgresArchive, IsUnavailableWhileItsServerIsAwayAndGoesOnAfterwards) {
  testing::PrivatePostgres server;
  prepare_archive(server.uri(), "away");
  const auto archive = open_archive(server.uri(), "away");
  EXPECT_EQ(archive->place().sequence, 0U);
  server.stop();
  EXPECT_THROW(archive->place(), runtime::Unavailable);
  EXPECT_THROW(archive->place(), runtime::Unavailable);
  server.start_again();
  EXPECT_EQ(archive->place().sequence, 0U);
}

}  // namespace
}  // namespace turnout::archive
