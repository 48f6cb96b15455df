#include "turnoutctl/bulletin_view.h"
#include "turnoutctl/csv_line.h"

namespace turnout::turnoutctl {
namespace {

void add_step(const v1::GetBulletinResponse& bulletin, const v1::BulletinRow& row,
              const BulletinStepView& view, const ShownNames& names, std::vector<std::string>& lines) {
  const v1::BulletinStep& step = (row.*view.step)();
  const auto add = [&](const std::string& band, std::uint64_t count, std::uint64_t before) {
    lines.push_back(csv_line({bulletin.week(), row.station_id(), row_name(row, names), view.english, band,
                              std::to_string(count), std::to_string(before)}));
  };
  for (const v1::BulletinBand& band : step.bands()) add(band_text(band), band.count(), band.before());
  add("missing", step.missing(), step.missing_before());
}

}  // namespace

std::vector<std::string> bulletin_csv(const v1::GetBulletinResponse& bulletin, const BulletinReader& reader) {
  std::vector<std::string> lines{
      csv_line({"week", "station_id", "station", "step", "band", "count", "week_before"})};
  for (const v1::BulletinRow& row : bulletin.rows()) {
    for (const BulletinStepView& view : kBulletinSteps) add_step(bulletin, row, view, reader.names, lines);
  }
  return lines;
}

}  // namespace turnout::turnoutctl
