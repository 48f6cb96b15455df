#include "archive/statistics_query.h"

#include <map>
#include <utility>

#include "archive/archive.h"
#include "archive/conditions.h"
#include "archive/figures_sql.h"
#include "domain/words.h"

namespace turnout::archive {
namespace {

using Keys = std::pair<std::string, std::string>;
using RowsByKeys = std::map<Keys, v1::StatisticsRow>;

// A grouping's column in `chosen`, without an order's unit and officer.
const char* column_of(v1::Grouping grouping) {
  switch (grouping) {
    case v1::GROUPING_HOUR:
      return "i.local_hour";
    case v1::GROUPING_WEEKDAY:
      return "i.local_weekday";
    case v1::GROUPING_DAY:
      return "i.local_day";
    case v1::GROUPING_WEEK:
      return "i.local_iso_week";
    case v1::GROUPING_MONTH:
      return "i.local_month";
    case v1::GROUPING_STATION:
      return "i.station_id";
    case v1::GROUPING_AREA:
      return "i.area_class";
    case v1::GROUPING_TYPE:
      return "i.type";
    case v1::GROUPING_PRIORITY:
      return "i.priority";
    case v1::GROUPING_KIND:
      return "i.kind";
    case v1::GROUPING_UNIT:
      return "w.unit_id";
    case v1::GROUPING_OFFICER:
      return "w.officer_id";
    case v1::GROUPING_CALL_TAKER:
      return "i.call_taker";
    default:
      return "CAST('' AS TEXT)";
  }
}

std::string key_text(v1::Grouping grouping, const Value& value) {
  switch (grouping) {
    case v1::GROUPING_AREA:
      return domain::word_of(static_cast<v1::AreaClass>(integer(value)));
    case v1::GROUPING_PRIORITY:
      return domain::word_of(static_cast<v1::Priority>(integer(value)));
    case v1::GROUPING_KIND:
      return domain::word_of(static_cast<v1::IncidentKind>(integer(value)));
    default:
      return text(value);
  }
}

// One question after another about the same chosen incidents. An incident is chosen once for each of its groups.
class Question {
 public:
  Question(Database& database, const v1::GetStatisticsRequest& request)
      : database_(database), request_(request) {
    conditions_.incidents_of(request);
    by_unit_ = is_grouped_by(v1::GROUPING_UNIT);
    by_officer_ = is_grouped_by(v1::GROUPING_OFFICER);
  }

  // The rows of a query that begins with the two keys and groups by them and `more` columns.
  std::vector<Row> ask(const std::string& rest) const {
    return database_.query("WITH chosen AS (" + chosen() + ") " + rest, conditions_.parameters());
  }
  // The same, where another common table comes first.
  std::vector<Row> ask(const std::string& table, const std::string& rest) const {
    return database_.query("WITH chosen AS (" + chosen() + "), " + table + " " + rest,
                           conditions_.parameters());
  }

  // Whether a row of `alias`, which belongs to one order or to the whole incident, counts in the group.
  std::string counts(const std::string& alias, const std::string& is_of_whole) const {
    std::string condition;
    const auto own = [&](const char* column) {
      condition += " AND (" + is_of_whole + alias + "." + column + " = c." + column + ")";
    };
    if (by_unit_) own("unit_id");
    if (by_officer_) own("officer_id");
    return condition;
  }

  Keys keys(const Row& row) const {
    return {key_text(request_.first(), row[0]), key_text(request_.second(), row[1])};
  }

 private:
  bool is_grouped_by(v1::Grouping grouping) const {
    return request_.first() == grouping || request_.second() == grouping;
  }

  std::string chosen() const {
    std::string whose;
    if (by_unit_) whose += ", unit_id";
    if (by_officer_) whose += ", officer_id";
    std::string sql = "SELECT i.number, i.is_excluded, i.late_entry, " +
                      std::string(column_of(request_.first())) + " AS one, " + column_of(request_.second()) +
                      " AS two" + whose + " FROM incidents i";
    if (!whose.empty()) {
      sql += " JOIN (SELECT DISTINCT incident" + whose + " FROM orders) w ON w.incident = i.number";
    }
    return sql + conditions_.where();
  }

  Database& database_;
  const v1::GetStatisticsRequest& request_;
  Conditions conditions_;
  bool by_unit_ = false;
  bool by_officer_ = false;
};

void count_incidents(const Question& question, RowsByKeys& rows) {
  for (const Row& found :
       question.ask("SELECT one, two, count(*), sum(is_excluded), "
                    "sum(CASE WHEN is_excluded = 0 THEN late_entry ELSE 0 END) FROM chosen GROUP BY one, two "
                    "ORDER BY one, two LIMIT " +
                    std::to_string(kMaxStatisticsRows + 1))) {
    v1::StatisticsRow& row = rows[question.keys(found)];
    row.set_incidents(static_cast<std::uint64_t>(integer(found[2])));
    row.set_cancelled(static_cast<std::uint64_t>(integer(found[3])));
    row.set_late_entries(static_cast<std::uint64_t>(integer(found[4])));
  }
}

void count_orders(const Question& question, RowsByKeys& rows) {
  for (const Row& found :
       question.ask("SELECT c.one, c.two, count(*) FROM chosen c JOIN orders o ON o.incident = c.number "
                    "WHERE c.is_excluded = 0" +
                    question.counts("o", "") + " GROUP BY c.one, c.two")) {
    rows[question.keys(found)].set_orders(static_cast<std::uint64_t>(integer(found[2])));
  }
}

using Stages = std::map<Keys, std::map<v1::Stage, v1::StageFigures>>;

void measure_stages(const Question& question, Stages& stages) {
  const std::string spans =
      "spans AS (SELECT c.one, c.two, s.stage, s.duration_ms, "
      "row_number() OVER (PARTITION BY c.one, c.two, s.stage ORDER BY s.duration_ms) AS place, "
      "count(*) OVER (PARTITION BY c.one, c.two, s.stage) AS total "
      "FROM chosen c JOIN stages s ON s.incident = c.number WHERE c.is_excluded = 0 AND s.is_excluded = 0" +
      question.counts("s", "s.order_number = 0 OR ") + ")";
  for (const Row& found :
       question.ask(spans, "SELECT one, two, stage, max(total), " + nearest_rank(50, "duration_ms") + ", " +
                               nearest_rank(90, "duration_ms") + ", " + nearest_rank(95, "duration_ms") +
                               ", max(duration_ms) FROM spans GROUP BY one, two, stage")) {
    const auto stage = static_cast<v1::Stage>(integer(found[2]));
    v1::StageFigures& figures = stages[question.keys(found)][stage];
    figures.set_count(static_cast<std::uint64_t>(integer(found[3])));
    figures.set_median_ms(integer(found[4]));
    figures.set_p90_ms(integer(found[5]));
    figures.set_p95_ms(integer(found[6]));
    figures.set_max_ms(integer(found[7]));
  }
}

void count_excluded_stages(const Question& question, Stages& stages) {
  for (const Row& found : question.ask(
           "SELECT c.one, c.two, s.stage, count(*) FROM chosen c JOIN stages s ON s.incident = c.number "
           "WHERE c.is_excluded = 0 AND s.is_excluded = 1" +
           question.counts("s", "s.order_number = 0 OR ") + " GROUP BY c.one, c.two, s.stage")) {
    stages[question.keys(found)][static_cast<v1::Stage>(integer(found[2]))].set_excluded(
        static_cast<std::uint64_t>(integer(found[3])));
  }
}

void add_stages(const Question& question, RowsByKeys& rows) {
  Stages stages;
  measure_stages(question, stages);
  count_excluded_stages(question, stages);
  for (auto& [keys, of_group] : stages) {
    for (auto& [stage, figures] : of_group) {
      figures.set_stage(stage);
      *rows[keys].add_stages() = figures;
    }
  }
}

void add_clocks(const Question& question, RowsByKeys& rows) {
  for (const Row& found :
       question.ask("SELECT c.one, c.two, k.kind, " + std::string(kClockSums) +
                    " FROM chosen c JOIN clocks k ON k.incident = c.number WHERE c.is_excluded = 0" +
                    question.counts("k", "k.order_number = 0 OR ") +
                    " GROUP BY c.one, c.two, k.kind ORDER BY k.kind")) {
    *rows[question.keys(found)].add_clocks() =
        clock_figures(static_cast<v1::ClockKind>(integer(found[2])), found, 3);
  }
}

std::string times_with(const std::string& column, int value) {
  return "sum(CASE WHEN m." + column + " = " + std::to_string(value) + " THEN 1 ELSE 0 END)";
}

void count_times(const Question& question, RowsByKeys& rows) {
  for (const Row& found :
       question.ask("SELECT c.one, c.two, " + times_with("scene_check", v1::SCENE_CHECK_VERIFIED) + ", " +
                    times_with("scene_check", v1::SCENE_CHECK_UNVERIFIED) + ", " +
                    times_with("scene_check", v1::SCENE_CHECK_NO_FIX) + ", " + times_with("is_pending", 1) +
                    ", " + times_with("basis", v1::TIME_BASIS_CONFIRMED) + ", " +
                    times_with("basis", v1::TIME_BASIS_REJECTED) + ", " +
                    times_with("basis", v1::TIME_BASIS_CORRECTED) +
                    " FROM chosen c JOIN milestones m ON m.incident = c.number "
                    "WHERE c.is_excluded = 0 AND m.is_implied = 0" +
                    question.counts("m", "") + " GROUP BY c.one, c.two")) {
    const auto count = [&found](std::size_t column) {
      return static_cast<std::uint64_t>(integer(found[column]));
    };
    v1::TimeFigures& times = *rows[question.keys(found)].mutable_times();
    times.set_verified(count(2));
    times.set_unverified(count(3));
    times.set_no_fix(count(4));
    times.set_pending(count(5));
    times.set_confirmed(count(6));
    times.set_rejected(count(7));
    times.set_corrected(count(8));
  }
}

}  // namespace

v1::GetStatisticsResponse get_statistics(Database& database, const v1::GetStatisticsRequest& request) {
  const Question question(database, request);
  RowsByKeys rows;
  count_incidents(question, rows);
  const bool is_too_much = rows.size() > kMaxStatisticsRows;
  if (!is_too_much) {
    count_orders(question, rows);
    add_stages(question, rows);
    add_clocks(question, rows);
    count_times(question, rows);
  }
  v1::GetStatisticsResponse response;
  for (auto& [keys, row] : rows) {
    row.set_first(keys.first);
    row.set_second(keys.second);
    *response.add_rows() = std::move(row);
  }
  return response;
}

}  // namespace turnout::archive
