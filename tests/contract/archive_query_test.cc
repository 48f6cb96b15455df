// Reading the archive: search, figures and bulletin.
#include <set>

#include "archive/find_page.h"
#include "archive_contract.h"
#include "domain/compliance.h"
#include "domain/phone.h"

namespace turnout::archive {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct ArchiveReading : ArchiveContract {
  ArchiveReading() {
    live();
    archive_log(main);
  }

  // Incidents by their number in `live`, the newest first.
  template <class Edit>
  std::vector<std::string> where(Edit edit) {
    v1::FindIncidentsRequest request;
    edit(request);
    return found(request);
  }

  // Every incident as the store has it.
  std::vector<v1::Incident> incidents() {
    std::vector<std::string> ids;
    for (int i = 1; i <= 24; ++i) ids.push_back(incident_id(i));
    return testing::run(io, store.load_incidents(ids));
  }

  v1::GetStatisticsResponse statistics(v1::Grouping first = v1::GROUPING_UNSPECIFIED,
                                       v1::Grouping second = v1::GROUPING_UNSPECIFIED) {
    v1::GetStatisticsRequest request;
    request.set_first(first);
    request.set_second(second);
    return open(main)->statistics(request, kLimit);
  }
};

INSTANTIATE_TEST_SUITE_P(Archive, ArchiveReading, ::testing::Values(Adapter::kSqlite, Adapter::kPostgres),
                         [](const auto& of) { return of.param == Adapter::kSqlite ? "Sqlite" : "Postgres"; });

TEST_P(ArchiveReading, FindsAllTheNewestFirst) {
  const auto ids = where([](auto&) {});
  ASSERT_THAT(ids, SizeIs(24));
  EXPECT_EQ(ids.front(), incident_id(24));
  EXPECT_EQ(ids.back(), incident_id(1));
}

TEST_P(ArchiveReading, FindsByTimeStationAreaTypeAndStatus) {
  const std::int64_t day_ms = testing::kCallAtMs + std::int64_t{24} * 3'600'000;
  EXPECT_THAT(where([&](auto& request) { request.set_to_ms(day_ms); }),
              ElementsAre(incident_id(2), incident_id(1)));
  EXPECT_THAT(where([&](auto& request) { request.set_from_ms(day_ms); }), SizeIs(22));
  EXPECT_THAT(where([](auto& request) { request.set_station_id("station-rural"); }), SizeIs(4));
  EXPECT_THAT(where([](auto& request) { request.set_area_class(v1::AREA_CLASS_RURAL); }), SizeIs(4));
  EXPECT_THAT(where([](auto& request) { request.set_type("fight"); }), SizeIs(8));
  EXPECT_THAT(where([](auto& request) { request.set_kind(v1::INCIDENT_KIND_POLICE); }), SizeIs(24));
  EXPECT_THAT(where([](auto& request) { request.set_kind(v1::INCIDENT_KIND_COMPLAINT); }), IsEmpty());
  EXPECT_THAT(where([](auto& request) { request.set_status(v1::INCIDENT_STATUS_CANCELLED); }), SizeIs(3));
  EXPECT_THAT(where([](auto& request) { request.set_status(v1::INCIDENT_STATUS_OPEN); }),
              ElementsAre(incident_id(24)));
}

TEST_P(ArchiveReading, FindsByResultAndVerdict) {
  const v1::Incident closed = incidents().front();
  EXPECT_THAT(where([&](auto& request) { request.set_disposition_code(closed.disposition().code()); }),
              SizeIs(20));
  std::size_t late = 0;
  for (const v1::Incident& incident : incidents()) {
    for (const v1::Clock& clock : incident.clocks()) {
      if (clock.kind() == v1::CLOCK_KIND_TURNOUT && clock.verdict() == v1::CLOCK_VERDICT_BREACHED) ++late;
    }
  }
  EXPECT_GT(late, 0U);
  EXPECT_THAT(where([](auto& request) {
                request.set_clock(v1::CLOCK_KIND_TURNOUT);
                request.set_verdict(v1::CLOCK_VERDICT_BREACHED);
              }),
              SizeIs(late));
}

TEST_P(ArchiveReading, FindsByPhoneHoweverItIsWritten) {
  EXPECT_THAT(found({}, domain::phone_key("+86 138-0000-1001", "CN")), SizeIs(6));
  EXPECT_THAT(found({}, domain::phone_key("013800001009", "CN")), IsEmpty());
}

TEST_P(ArchiveReading, FindsByWordsInChineseAndLatin) {
  const auto words = [this](const std::string& typed) {
    return where([&](auto& request) { request.set_words(typed); });
  };
  EXPECT_THAT(words("人民路7号"), ElementsAre(incident_id(7)));
  EXPECT_THAT(words("打架"), SizeIs(8));  // two characters, which no index of three knows
  EXPECT_THAT(words("在打架，快"), SizeIs(8));
  EXPECT_THAT(words("TRAFFIC accident"), SizeIs(16));
  EXPECT_THAT(words("traffic 人民路2"), SizeIs(4));  // 2, 20, 22, 23: each in a text of its own
  EXPECT_THAT(words("50%_off"), SizeIs(16));
  EXPECT_THAT(words("50__off"), IsEmpty());
  EXPECT_THAT(words("%"), SizeIs(16));
  EXPECT_THAT(words("\"; DROP TABLE events; --"), IsEmpty());
}

TEST_P(ArchiveReading, FindsByOfficerUnitAndCallTaker) {
  EXPECT_THAT(where([](auto& request) { request.set_officer_id("officer-car-1"); }), SizeIs(11));
  EXPECT_THAT(where([](auto& request) { request.set_officer_id("taker-1"); }), SizeIs(12));
  EXPECT_THAT(where([](auto& request) { request.set_unit_id("car-2"); }), SizeIs(10));
  EXPECT_THAT(where([](auto& request) { request.set_call_taker_id("taker-0"); }), SizeIs(12));
  EXPECT_THAT(where([](auto& request) {
                request.set_unit_id("car-2");
                request.set_type("fight");
                request.set_words("人民路");
              }),
              SizeIs(3));
}

TEST_P(ArchiveReading, PagesJoinWithoutGapOrRepeat) {
  v1::FindIncidentsRequest request;
  std::vector<std::string> ids;
  const auto archive = open(main);
  do {
    const auto page = archive->find(request, "", 5, kLimit);
    for (const auto& incident : page.incidents()) ids.push_back(incident.id());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(ids, where([](auto&) {}));
}

TEST_P(ArchiveReading, APageTokenIsOfOneSearchOnly) {
  v1::FindIncidentsRequest request;
  request.set_page_token(open(main)->find(request, "", 5, kLimit).next_page_token());
  EXPECT_TRUE(page_before(request).has_value());
  request.set_type("fight");
  EXPECT_FALSE(page_before(request).has_value());
  request.set_page_token("nonsense");
  EXPECT_FALSE(page_before(request).has_value());
}

TEST_P(ArchiveReading, FiguresAreThoseOfTheRules) {
  std::vector<domain::ComplianceRecord> records;
  for (const v1::Incident& incident : incidents()) records.push_back(domain::record_of(incident));
  std::vector<const domain::ComplianceRecord*> all;
  for (const auto& record : records) all.push_back(&record);
  const v1::ComplianceRow expected = domain::figures_of(all, testing::kCallAtMs);

  const v1::GetStatisticsResponse response = statistics();
  ASSERT_EQ(response.rows_size(), 1);
  const v1::StatisticsRow& row = response.rows(0);
  EXPECT_EQ(row.incidents(), expected.incidents());
  EXPECT_EQ(row.cancelled(), expected.cancelled());
  EXPECT_EQ(row.late_entries(), expected.late_entries());
  EXPECT_EQ(row.orders(), expected.orders());
  EXPECT_EQ(row.times().SerializeAsString(), expected.times().SerializeAsString());
  ASSERT_EQ(row.stages_size(), expected.stages_size());
  for (int i = 0; i < row.stages_size(); ++i) {
    EXPECT_EQ(row.stages(i).ShortDebugString(), expected.stages(i).ShortDebugString());
  }
  ASSERT_EQ(row.clocks_size(), expected.clocks_size());
  for (int i = 0; i < row.clocks_size(); ++i) {
    EXPECT_EQ(row.clocks(i).ShortDebugString(), expected.clocks(i).ShortDebugString());
  }
}

TEST_P(ArchiveReading, GroupsAddUpToTheWhole) {
  for (const auto grouping : {v1::GROUPING_HOUR, v1::GROUPING_WEEKDAY, v1::GROUPING_DAY, v1::GROUPING_WEEK,
                              v1::GROUPING_MONTH, v1::GROUPING_STATION, v1::GROUPING_AREA, v1::GROUPING_TYPE,
                              v1::GROUPING_PRIORITY, v1::GROUPING_KIND, v1::GROUPING_CALL_TAKER}) {
    std::uint64_t incidents = 0;
    std::uint64_t orders = 0;
    const v1::GetStatisticsResponse response =
        statistics(grouping, v1::GROUPING_OFFICER == grouping ? v1::GROUPING_DAY : v1::GROUPING_UNSPECIFIED);
    for (const v1::StatisticsRow& row : response.rows()) {
      incidents += row.incidents();
      orders += row.orders();
    }
    EXPECT_EQ(incidents, 24U) << v1::Grouping_Name(grouping);
    EXPECT_EQ(orders, 21U) << v1::Grouping_Name(grouping);
  }
}

TEST_P(ArchiveReading, GroupsByTwoThings) {
  const v1::GetStatisticsResponse response = statistics(v1::GROUPING_AREA, v1::GROUPING_TYPE);
  std::vector<std::string> keys;
  for (const v1::StatisticsRow& row : response.rows()) {
    keys.push_back(row.first() + "/" + row.second() + "=" + std::to_string(row.incidents()));
  }
  EXPECT_THAT(keys, ElementsAre("rural/accident=3", "rural/fight=1", "urban/accident=13", "urban/fight=7"));
}

TEST_P(ArchiveReading, AnOrderCountsForItsUnitAndTheOfficerWhoSignedIt) {
  for (const auto grouping : {v1::GROUPING_UNIT, v1::GROUPING_OFFICER}) {
    const v1::GetStatisticsResponse response = statistics(grouping);
    std::vector<std::string> counts;
    for (const v1::StatisticsRow& row : response.rows()) {
      counts.push_back(row.first() + "=" + std::to_string(row.orders()));
    }
    const std::string prefix = grouping == v1::GROUPING_UNIT ? "" : "officer-";
    EXPECT_THAT(counts, ElementsAre(prefix + "car-1=11", prefix + "car-2=10"));
  }
}

TEST_P(ArchiveReading, ABulletinCountsItsBandsAndComparesWithTheWeekBefore) {
  // 2025-10-09, the day of the first calls, is of week 41.
  const v1::GetBulletinResponse response =
      open(main)->bulletin({.week = "2025-W42", .before = "2025-W41"}, "", kLimit);
  ASSERT_EQ(response.rows_size(), 3);
  const v1::BulletinRow& total = response.rows(0);
  EXPECT_TRUE(total.is_total());
  std::uint64_t in_week = 0;
  std::uint64_t in_week_before = 0;
  std::uint64_t within_five_minutes = 0;
  std::uint64_t counted = 0;
  for (const v1::Incident& incident : incidents()) {
    const std::int64_t local_ms = incident.started_at_ms() + 8 * 3'600'000;
    const std::int64_t monday_ms = 1'760'313'600'000;  // 2025-10-13T00:00 local, as if it were UTC
    if (local_ms < monday_ms) ++in_week_before;
    if (local_ms < monday_ms || local_ms >= monday_ms + 7 * std::int64_t{86'400'000}) continue;
    ++in_week;
    if (incident.status() == v1::INCIDENT_STATUS_CANCELLED || incident.orders().empty()) continue;
    ++counted;
    for (const v1::MilestoneStamp& reached : incident.orders(0).milestones()) {
      if (reached.milestone() != v1::MILESTONE_EN_ROUTE) continue;
      if (reached.stamp().at_ms() - incident.started_at_ms() <= 300'000) ++within_five_minutes;
    }
  }
  EXPECT_EQ(total.incidents(), in_week);
  EXPECT_EQ(total.incidents_before(), in_week_before);
  EXPECT_EQ(total.turnout().bands(0).count(), within_five_minutes);
  std::uint64_t of_bands = 0;
  for (const v1::BulletinBand& band : total.turnout().bands()) of_bands += band.count();
  EXPECT_EQ(of_bands, counted);
  EXPECT_EQ(total.signature().bands_size(), 5);
  EXPECT_EQ(total.turnout_clock().met() + total.turnout_clock().met_reported_late() +
                total.turnout_clock().breached(),
            counted);
  ASSERT_GT(response.slowest_size(), 1);
  EXPECT_GE(response.slowest(0).turnout_ms(), response.slowest(1).turnout_ms());
  EXPECT_EQ(response.open_orders_total(), 0U);
}

TEST_P(ArchiveReading, ABulletinNamesOpenOrders) {
  const v1::GetBulletinResponse response =
      open(main)->bulletin({.week = "2025-W43", .before = "2025-W42"}, "station-urban", kLimit);
  ASSERT_EQ(response.rows_size(), 1);
  EXPECT_EQ(response.rows(0).station_id(), "station-urban");
  ASSERT_EQ(response.open_orders_size(), 1);
  EXPECT_EQ(response.open_orders(0).incident_id(), incident_id(24));
  EXPECT_EQ(response.open_orders(0).unit_id(), "car-1");
  EXPECT_EQ(response.open_orders(0).last_milestone(), v1::MILESTONE_EN_ROUTE);
}

}  // namespace
}  // namespace turnout::archive
