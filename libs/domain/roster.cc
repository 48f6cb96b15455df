#include "domain/roster.h"

#include "domain/policy_bounds.h"
#include "domain/words.h"

namespace turnout::domain {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMinutes = 1'440;

bool is_within_hours(const v1::Duty& duty, std::int64_t local_minute) {
  const std::int64_t from = duty.from_minute();
  const std::int64_t until = duty.until_minute();
  if (from == until) return true;
  if (from < until) return local_minute >= from && local_minute < until;
  return local_minute >= from || local_minute < until;
}

bool is_effective(const v1::Duty& duty, std::int64_t now_ms) {
  return now_ms >= duty.from_ms() && (duty.until_ms() == 0 || now_ms < duty.until_ms());
}

std::string name_of(const v1::Duty& duty) {
  return "duty of " + duty.person_id() + " as " + word_of(duty.role());
}

}  // namespace

std::string on_duty(const v1::Roster& roster, v1::DutyRole role, const std::string& station_id,
                    std::int64_t now_ms) {
  const std::int64_t local_minute = (now_ms + roster.utc_offset_ms()) / kMinuteMs % kDayMinutes;
  const v1::Duty* of_district = nullptr;
  for (const v1::Duty& duty : roster.duties()) {
    if (duty.role() != role || !is_effective(duty, now_ms) || !is_within_hours(duty, local_minute)) continue;
    if (!duty.station_id().empty() && duty.station_id() == station_id) return duty.person_id();
    if (duty.station_id().empty() && of_district == nullptr) of_district = &duty;
  }
  return of_district == nullptr ? "" : of_district->person_id();
}

std::vector<std::string> faults_of(const v1::Roster& roster) {
  std::vector<std::string> faults;
  if (roster.utc_offset_ms() < -kMaxUtcOffsetMs || roster.utc_offset_ms() > kMaxUtcOffsetMs) {
    faults.emplace_back("utc_offset: is outside -14:00 to +14:00");
  }
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
