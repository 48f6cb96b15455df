// A bulletin in its three forms: tables for a terminal, comma-separated values, and one page of HTML that needs nothing else.
#pragma once

#include <string>
#include <vector>

#include "turnout/v1/records_service.pb.h"
#include "turnoutctl/shown_names.h"

namespace turnout::turnoutctl {

// What a bulletin needs besides its figures.
struct BulletinReader {
  const ShownNames& names;
  const v1::TimeZone& zone;
  std::string district;
};

// One step of the bulletin, with its names.
struct BulletinStepView {
  const char* english;
  const char* chinese;
  const v1::BulletinStep& (v1::BulletinRow::*step)() const;
};
extern const std::vector<BulletinStepView> kBulletinSteps;

// "≤ 30 s", "5–10 min", "> 4 h"
std::string band_text(const v1::BulletinBand& band);
// "All stations" of the total, else the station's name.
std::string row_name(const v1::BulletinRow& row, const ShownNames& names);
// "12.3 %" of what has the step or lacks it; "–" if there is none.
std::string band_share(const v1::BulletinBand& band, const v1::BulletinStep& step);
// "2026-11-23 to 2026-11-29"
std::string week_text(const v1::GetBulletinResponse& bulletin, const v1::TimeZone& zone);

void print_bulletin(const v1::GetBulletinResponse& bulletin, const BulletinReader& reader);
// Without line ends. One line for each station, step and band.
std::vector<std::string> bulletin_csv(const v1::GetBulletinResponse& bulletin, const BulletinReader& reader);
std::string bulletin_html(const v1::GetBulletinResponse& bulletin, const BulletinReader& reader);

}  // namespace turnout::turnoutctl
