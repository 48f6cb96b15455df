#include "domain/roster.h"

#include <optional>

#include "domain/local_time.h"
#include "domain/policy_bounds.h"
#include "domain/words.h"

namespace turnout::domain {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::minutes;

constexpr std::uint32_t kDayMinutes = 1'440;

// The day to which the hours of a duty belong at this local time; nothing outside its hours.
std::optional<LocalDay> day_of_hours(const v1::Duty& duty, LocalTime now) {
  const LocalDay today = floor<days>(now);
  const auto minute = static_cast<std::uint32_t>(floor<minutes>(now - today).count());
  const bool over_midnight = duty.until_minute() <= duty.from_minute();
  if (minute >= duty.from_minute()) {
    return over_midnight || minute < duty.until_minute() ? std::optional(today) : std::nullopt;
  }
  return over_midnight && minute < duty.until_minute() ? std::optional(today - days(1)) : std::nullopt;
}

bool begins_on(const v1::Duty& duty, LocalDay day, const v1::TimeZone& zone) {
  const auto day_of = [&zone](std::int64_t at_ms) { return floor<days>(reached_local_time(zone, at_ms)); };
  return (duty.from_ms() == 0 || day >= day_of(duty.from_ms())) &&
         (duty.until_ms() == 0 || day < day_of(duty.until_ms()));
}

std::string name_of(const v1::Duty& duty) {
  return "duty of " + duty.person_id() + " as " + word_of(duty.role());
}

}  // namespace

std::string on_duty(const v1::Roster& roster, v1::DutyRole role, const std::string& station_id,
                    std::int64_t now_ms) {
  const LocalTime now = reached_local_time(roster.time_zone(), now_ms);
  const v1::Duty* of_district = nullptr;
  for (const v1::Duty& duty : roster.duties()) {
    if (duty.role() != role) continue;
    const auto day = day_of_hours(duty, now);
    if (!day || !begins_on(duty, *day, roster.time_zone())) continue;
    if (!duty.station_id().empty() && duty.station_id() == station_id) return duty.person_id();
    if (duty.station_id().empty() && of_district == nullptr) of_district = &duty;
  }
  return of_district == nullptr ? "" : of_district->person_id();
}

std::vector<std::string> faults_of(const v1::Roster& roster) {
  std::vector<std::string> faults;
  if (roster.duties_size() > kMaxDuties) faults.emplace_back("duties: has more than 5,000");
  for (const v1::Duty& duty : roster.duties()) {
    if (duty.role() == v1::DUTY_ROLE_UNSPECIFIED) faults.push_back(name_of(duty) + ": has no role");
    if (duty.person_id().empty()) faults.push_back(name_of(duty) + ": names no person");
    if (duty.from_minute() >= kDayMinutes || duty.until_minute() >= kDayMinutes) {
      faults.push_back(name_of(duty) + ": hours are outside 00:00 to 23:59");
    }
    if (duty.until_ms() != 0 && duty.until_ms() <= duty.from_ms()) {
      faults.push_back(name_of(duty) + ": ends before it begins");
    }
  }
  return faults;
}

}  // namespace turnout::domain
