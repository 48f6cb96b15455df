#include <fmt/format.h>

#include "client/words.h"
#include "domain/local_time.h"
#include "domain/local_time_text.h"
#include "domain/words.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/bulletin_view.h"
#include "turnoutctl/figures_tables.h"
#include "turnoutctl/output.h"

namespace turnout::turnoutctl {
namespace {

using text::Align;

std::uint64_t all_of(const v1::BulletinStep& step) {
  std::uint64_t all = step.missing();
  for (const v1::BulletinBand& band : step.bands()) all += band.count();
  return all;
}

text::Table station_rows(const v1::GetBulletinResponse& bulletin, const ShownNames& names) {
  text::Table table({{"STATION", Align::kLeft, 10},
                     {"INCIDENTS", Align::kRight},
                     {"WEEK BEFORE", Align::kRight},
                     {"CANCELLED", Align::kRight},
                     {"TURNOUT IN TIME", Align::kRight},
                     {"WEEK BEFORE", Align::kRight},
                     {"SIGNED MEDIAN", Align::kRight},
                     {"TURNOUT MEDIAN", Align::kRight},
                     {"RESULT MEDIAN", Align::kRight}});
  for (const v1::BulletinRow& row : bulletin.rows()) {
    table.add({row_name(row, names), std::to_string(row.incidents()), std::to_string(row.incidents_before()),
               std::to_string(row.cancelled()), share_in_time(row.turnout_clock()),
               share_in_time(row.turnout_clock_before()), text::duration(row.signature().median_ms()),
               text::duration(row.turnout().median_ms()), text::duration(row.disposition().median_ms())});
  }
  return table;
}

text::Table band_rows(const v1::GetBulletinResponse& bulletin, const BulletinStepView& view,
                      const ShownNames& names) {
  std::vector<text::Column> columns{{"STATION", Align::kLeft, 10}};
  for (const v1::BulletinBand& band : (bulletin.rows(0).*view.step)().bands()) {
    columns.push_back({band_text(band), Align::kRight});
  }
  columns.push_back({"MISSING", Align::kRight});
  text::Table table(columns);
  for (const v1::BulletinRow& row : bulletin.rows()) {
    const v1::BulletinStep& step = (row.*view.step)();
    std::vector<text::Cell> cells{row_name(row, names)};
    for (const v1::BulletinBand& band : step.bands()) {
      cells.emplace_back(fmt::format("{}  {}", band.count(), band_share(band, step)));
    }
    cells.emplace_back(std::to_string(step.missing()));
    table.add(std::move(cells));
  }
  return table;
}

text::Table slowest_rows(const v1::GetBulletinResponse& bulletin, const BulletinReader& reader) {
  text::Table table({{"TURNOUT", Align::kRight}, {"STARTED"}, {"STATION", Align::kLeft, 10}, {"ID"}});
  for (const v1::SlowTurnout& slow : bulletin.slowest()) {
    table.add({text::duration(slow.turnout_ms()), text::date_time(slow.started_at_ms(), reader.zone),
               reader.names.station(slow.station_id()), slow.incident_id()});
  }
  return table;
}

text::Table open_rows(const v1::GetBulletinResponse& bulletin, const BulletinReader& reader) {
  text::Table table({{"ORDERED"}, {"UNIT"}, {"LAST STEP"}, {"STATION", Align::kLeft, 10}, {"ID"}});
  for (const v1::OpenOrder& order : bulletin.open_orders()) {
    table.add({text::date_time(order.assigned_at_ms(), reader.zone), reader.names.unit(order.unit_id()),
               client::word(order.last_milestone()), reader.names.station(order.station_id()),
               order.incident_id()});
  }
  return table;
}

}  // namespace

const std::vector<BulletinStepView> kBulletinSteps{
    {"Order signed", "签收", &v1::BulletinRow::signature},
    {"Turned out", "出警", &v1::BulletinRow::turnout},
    {"Result reported", "反馈", &v1::BulletinRow::disposition},
};

std::string band_text(const v1::BulletinBand& band) {
  if (band.from_ms() == 0) return "≤ " + domain::duration_text(band.to_ms());
  if (band.to_ms() == 0) return "> " + domain::duration_text(band.from_ms());
  return domain::duration_text(band.from_ms()) + " – " + domain::duration_text(band.to_ms());
}

std::string row_name(const v1::BulletinRow& row, const ShownNames& names) {
  if (row.is_total()) return "All stations";
  return row.station_id().empty() ? "(none)" : names.station(row.station_id());
}

std::string band_share(const v1::BulletinBand& band, const v1::BulletinStep& step) {
  const std::uint64_t all = all_of(step);
  if (all == 0) return "–";
  return fmt::format("{:.1f} %", 100 * static_cast<double>(band.count()) / static_cast<double>(all));
}

std::string week_text(const v1::GetBulletinResponse& bulletin, const v1::TimeZone& zone) {
  const auto day = [&zone](std::int64_t at_ms) {
    return domain::day_text(std::chrono::floor<std::chrono::days>(domain::local_time(zone, at_ms)));
  };
  return day(bulletin.from_ms()) + " to " + day(bulletin.to_ms() - 1);
}

void print_bulletin(const v1::GetBulletinResponse& bulletin, const BulletinReader& reader) {
  print(fmt::format("District {}, week {}: {} (times of {})", reader.district, bulletin.week(),
                    week_text(bulletin, reader.zone), domain::zone_name(reader.zone)));
  print_heading("Stations");
  print(station_rows(bulletin, reader.names));
  for (const BulletinStepView& view : kBulletinSteps) {
    if (bulletin.rows().empty()) break;
    print_heading(fmt::format("{} {}", view.english, view.chinese));
    print(band_rows(bulletin, view, reader.names));
  }
  print_heading("Slowest turnouts");
  print(slowest_rows(bulletin, reader));
  if (bulletin.open_orders_total() == 0) return;
  print_heading(fmt::format("Open orders: {}", bulletin.open_orders_total()));
  print(open_rows(bulletin, reader));
}

}  // namespace turnout::turnoutctl
