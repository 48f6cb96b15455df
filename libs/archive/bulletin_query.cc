#include "archive/bulletin_query.h"

#include <map>
#include <vector>

#include "archive/conditions.h"
#include "archive/figures_sql.h"

namespace turnout::archive {
namespace {

constexpr std::int64_t kSecond = 1'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr int kSlowest = 10;
constexpr int kOpenOrders = 100;

// A step of the bulletin: where its durations come from, and the upper ends of its bands as bureaus publish them (Ankang's weekly
// bulletin); the last band is open.
struct Step {
  v1::BulletinStep* (v1::BulletinRow::*figures)();
  const char* join;
  const char* duration;
  const char* condition;  // of what could have the step
  std::vector<std::int64_t> bands_ms;
};

const std::string kOfStage =
    "JOIN orders o ON o.incident = i.number LEFT JOIN stages s ON s.incident = i.number AND s.order_number = "
    "o.number "
    "AND s.is_excluded = 0 AND s.stage = " +
    std::to_string(v1::STAGE_ASSIGNED_TO_ACKNOWLEDGED);
const std::string kIsPolice = " AND i.kind = " + std::to_string(v1::INCIDENT_KIND_POLICE);

const Step kSteps[] = {
    {&v1::BulletinRow::mutable_signature,
     kOfStage.c_str(),
     "s.duration_ms",
     "",
     {30 * kSecond, 60 * kSecond, 120 * kSecond, 180 * kSecond}},
    {&v1::BulletinRow::mutable_turnout,
     "",
     "i.turnout_ms",
     kIsPolice.c_str(),
     {5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute}},
    {&v1::BulletinRow::mutable_disposition,
     "",
     "i.disposition_ms",
     "",
     {30 * kMinute, kHour, 2 * kHour, 4 * kHour}},
};

// Durations of one step in one week and group.
struct Measured {
  std::vector<std::uint64_t> bands;  // one for each band
  std::uint64_t missing = 0;
  std::int64_t median_ms = 0;
};

// Whom the rows of a query are about: all stations together, or each.
struct Group {
  const char* column;
  bool is_total;
};
constexpr Group kGroups[] = {{"CAST('' AS TEXT)", true}, {"i.station_id", false}};

using RowsByStation = std::map<std::string, v1::BulletinRow>;

Conditions incidents_of(const std::string& week, const std::string& station_id) {
  Conditions conditions;
  conditions.equal("i.local_iso_week", week);
  conditions.equal("i.station_id", station_id);
  return conditions;
}

std::map<std::string, Measured> measure(Database& database, const Step& step, const Group& group,
                                        const Conditions& conditions) {
  const std::string who = group.column;
  const std::string ms = step.duration;
  std::string sql =
      "WITH spans AS (SELECT " + who + " AS who, " + ms + " AS ms, row_number() OVER (PARTITION BY " + who +
      ", CASE WHEN " + ms + " IS NULL THEN 0 ELSE 1 END ORDER BY " + ms + ") AS place, count(" + ms +
      ") OVER (PARTITION BY " + who + ") AS total FROM incidents i " + step.join + conditions.where() +
      " AND i.is_excluded = 0" + step.condition +
      ") SELECT who, max(total), sum(CASE WHEN ms IS NULL THEN 1 ELSE 0 END), " + nearest_rank(50, "ms");
  for (const std::int64_t end_ms : step.bands_ms) {
    sql += ", sum(CASE WHEN ms <= " + std::to_string(end_ms) + " THEN 1 ELSE 0 END)";
  }
  std::map<std::string, Measured> measured;
  for (const Row& row : database.query(sql + " FROM spans GROUP BY who", conditions.parameters())) {
    Measured& of = measured[text(row[0])];
    of.missing = static_cast<std::uint64_t>(integer(row[2]));
    of.median_ms = integer(row[3]);
    std::uint64_t below = 0;
    for (std::size_t band = 0; band < step.bands_ms.size(); ++band) {
      const auto within = static_cast<std::uint64_t>(integer(row[4 + band]));
      of.bands.push_back(within - below);
      below = within;
    }
    of.bands.push_back(static_cast<std::uint64_t>(integer(row[1])) - below);
  }
  return measured;
}

void put_bands(const Step& step, const Measured& week, const Measured& before, v1::BulletinStep& figures) {
  const auto count = [](const Measured& of, std::size_t band) {
    return of.bands.empty() ? 0 : of.bands.at(band);
  };
  for (std::size_t i = 0; i <= step.bands_ms.size(); ++i) {
    v1::BulletinBand& band = *figures.add_bands();
    band.set_from_ms(i == 0 ? 0 : step.bands_ms[i - 1]);
    band.set_to_ms(i == step.bands_ms.size() ? 0 : step.bands_ms[i]);
    band.set_count(count(week, i));
    band.set_before(count(before, i));
  }
  figures.set_missing(week.missing);
  figures.set_missing_before(before.missing);
  figures.set_median_ms(week.median_ms);
  figures.set_median_before_ms(before.median_ms);
}

struct Counts {
  std::uint64_t incidents = 0;
  std::uint64_t cancelled = 0;
};

std::map<std::string, Counts> count_incidents(Database& database, const Group& group,
                                              const Conditions& conditions) {
  std::map<std::string, Counts> counts;
  const std::string who = group.column;
  for (const Row& row : database.query("SELECT who, count(*), sum(is_excluded) FROM (SELECT " + who +
                                           " AS who, i.is_excluded FROM incidents i" + conditions.where() +
                                           ") each GROUP BY who",
                                       conditions.parameters())) {
    counts[text(row[0])] = {.incidents = static_cast<std::uint64_t>(integer(row[1])),
                            .cancelled = static_cast<std::uint64_t>(integer(row[2]))};
  }
  return counts;
}

std::map<std::string, v1::ClockFigures> count_turnouts(Database& database, const Group& group,
                                                       const Conditions& conditions) {
  std::map<std::string, v1::ClockFigures> figures;
  const std::string who = group.column;
  for (const Row& row : database.query(
           "SELECT who, " + std::string(kClockSums) + " FROM (SELECT " + who +
               " AS who, k.verdict, k.fired_at_ms FROM incidents i JOIN clocks k ON k.incident = i.number" +
               conditions.where() + " AND i.is_excluded = 0 AND k.kind = " +
               std::to_string(v1::CLOCK_KIND_TURNOUT) + ") k GROUP BY who",
           conditions.parameters())) {
    figures[text(row[0])] = clock_figures(v1::CLOCK_KIND_TURNOUT, row, 1);
  }
  return figures;
}

RowsByStation rows_of(Database& database, const BulletinWeeks& weeks, const std::string& station_id,
                      const Group& group) {
  const Conditions now = incidents_of(weeks.week, station_id);
  const Conditions before = incidents_of(weeks.before, station_id);
  RowsByStation rows;
  if (group.is_total) rows[""];
  for (const auto& [who, counts] : count_incidents(database, group, now)) {
    rows[who].set_incidents(counts.incidents);
    rows[who].set_cancelled(counts.cancelled);
  }
  for (const auto& [who, counts] : count_incidents(database, group, before)) {
    rows[who].set_incidents_before(counts.incidents);
  }
  for (const Step& step : kSteps) {
    auto measured = measure(database, step, group, now);
    auto measured_before = measure(database, step, group, before);
    for (auto& [who, row] : rows) {
      put_bands(step, measured[who], measured_before[who], *(row.*step.figures)());
    }
  }
  for (auto& [who, figures] : count_turnouts(database, group, now))
    *rows[who].mutable_turnout_clock() = figures;
  for (auto& [who, figures] : count_turnouts(database, group, before)) {
    *rows[who].mutable_turnout_clock_before() = figures;
  }
  return rows;
}

void add_slowest(Database& database, const Conditions& conditions, v1::GetBulletinResponse& response) {
  for (const Row& row : database.query(
           "SELECT i.id, i.station_id, i.started_at_ms, i.turnout_ms FROM incidents i" + conditions.where() +
               " AND i.is_excluded = 0 AND i.turnout_ms IS NOT NULL" + kIsPolice +
               " ORDER BY i.turnout_ms DESC, i.number LIMIT " + std::to_string(kSlowest),
           conditions.parameters())) {
    v1::SlowTurnout& slow = *response.add_slowest();
    slow.set_incident_id(text(row[0]));
    slow.set_station_id(text(row[1]));
    slow.set_started_at_ms(integer(row[2]));
    slow.set_turnout_ms(integer(row[3]));
  }
}

void add_open_orders(Database& database, const Conditions& conditions, v1::GetBulletinResponse& response) {
  const std::string active = " FROM incidents i JOIN orders o ON o.incident = i.number" + conditions.where() +
                             " AND o.is_active = 1";
  const auto total = database.query("SELECT count(*)" + active, conditions.parameters());
  response.set_open_orders_total(static_cast<std::uint64_t>(integer(total.front().front())));
  for (const Row& row : database.query(
           "SELECT i.id, i.station_id, o.number, o.unit_id, o.assigned_at_ms, o.last_milestone" + active +
               " ORDER BY o.assigned_at_ms, i.number, o.number LIMIT " + std::to_string(kOpenOrders),
           conditions.parameters())) {
    v1::OpenOrder& order = *response.add_open_orders();
    order.set_incident_id(text(row[0]));
    order.set_station_id(text(row[1]));
    order.set_order_number(static_cast<std::uint32_t>(integer(row[2])));
    order.set_unit_id(text(row[3]));
    order.set_assigned_at_ms(integer(row[4]));
    order.set_last_milestone(static_cast<v1::Milestone>(integer(row[5])));
  }
}

}  // namespace

v1::GetBulletinResponse get_bulletin(Database& database, const BulletinWeeks& weeks,
                                     const std::string& station_id) {
  v1::GetBulletinResponse response;
  for (const Group& group : kGroups) {
    if (group.is_total && !station_id.empty()) continue;
    for (auto& [station, row] : rows_of(database, weeks, station_id, group)) {
      row.set_station_id(station);
      row.set_is_total(group.is_total);
      *response.add_rows() = std::move(row);
    }
  }
  const Conditions conditions = incidents_of(weeks.week, station_id);
  add_slowest(database, conditions, response);
  add_open_orders(database, conditions, response);
  return response;
}

}  // namespace turnout::archive
