#include "chassis/roster_file.h"

#include "chassis/yaml_values.h"
#include "domain/bounds.h"
#include "domain/form.h"
#include "domain/roster.h"
#include "geo/data_error.h"
#include "geo/yaml_map.h"

namespace turnout::chassis {
namespace {

using geo::YamlMap;

void check_form(const YamlMap& map, const v1::Duty& duty, const City& city) {
  if (!domain::Form().id("person", duty.person_id()).result()) {
    map.fail("person",
             "is \"" + duty.person_id() + "\", allowed are 1 to 64 characters of A-Z a-z 0-9 . _ : -");
  }
  if (!domain::Form().text("name", duty.name(), 0, domain::kMaxNameCharacters).result()) {
    map.fail("name", "is \"" + duty.name() + "\", allowed are up to 100 characters on one line");
  }
  if (!duty.station_id().empty() && city.station(duty.station_id()) == nullptr) {
    map.fail("station", "is \"" + duty.station_id() + "\", which the city does not have");
  }
}

v1::Duty duty_from(const YamlMap& map, const City& city, const v1::TimeZone& zone) {
  v1::Duty duty;
  duty.set_role(word<v1::DutyRole>(map, "role"));
  duty.set_station_id(map.text_or("station", ""));
  duty.set_person_id(map.text("person"));
  duty.set_name(map.text_or("name", ""));
  const Hours daily = hours(map, "hours");
  duty.set_from_minute(daily.from_minute);
  duty.set_until_minute(daily.until_minute);
  duty.set_from_ms(day_ms(map, "from", zone));
  duty.set_until_ms(day_ms(map, "until", zone));
  check_form(map, duty, city);
  return duty;
}

}  // namespace

v1::Roster load_roster(const std::filesystem::path& file, const City& city) {
  const YamlMap map = YamlMap::load(file, {"time_zone", "duties"}, kFormerKeys);
  v1::Roster roster;
  *roster.mutable_time_zone() = time_zone(map);
  for (const YamlMap& duty :
       map.list("duties", {"role", "station", "person", "name", "hours", "from", "until"})) {
    *roster.add_duties() = duty_from(duty, city, roster.time_zone());
  }
  geo::throw_faults(file, domain::faults_of(roster));
  return roster;
}

}  // namespace turnout::chassis
