#include "turnoutctl/roster_changes.h"

#include <chrono>

#include "domain/roster.h"

namespace turnout::turnoutctl {
namespace {

using domain::LocalDay;
using std::chrono::days;
using std::chrono::minutes;

std::int64_t instant_of_minute(LocalDay day, std::uint32_t minute, const v1::Roster& roster) {
  return domain::first_instant(roster.time_zone(), day + minutes(minute));
}

// The duties that decide who holds a station's post.
v1::Roster duties_of_post(const v1::Roster& roster, v1::DutyRole role, const std::string& station_id) {
  v1::Roster of_post;
  *of_post.mutable_time_zone() = roster.time_zone();
  for (const v1::Duty& duty : roster.duties()) {
    const bool fits = duty.station_id().empty() || duty.station_id() == station_id;
    if (duty.role() == role && fits) *of_post.add_duties() = duty;
  }
  return of_post;
}

}  // namespace

LocalDay day_of(std::int64_t at_ms, const v1::Roster& roster) {
  return std::chrono::floor<days>(domain::local_time(roster.time_zone(), at_ms));
}

std::set<LocalDay> days_of_change(const v1::Roster& roster) {
  std::set<LocalDay> found;
  for (const v1::Duty& duty : roster.duties()) {
    for (const std::int64_t at_ms : {duty.from_ms(), duty.until_ms()}) {
      if (at_ms != 0) found.insert(day_of(at_ms, roster));
    }
  }
  return found;
}

std::set<std::int64_t> changes_on(const std::set<LocalDay>& days, const v1::Roster& roster) {
  std::set<std::int64_t> changes;
  for (const LocalDay day : days) {
    changes.insert(instant_of_minute(day, 0, roster));
    for (const v1::Duty& duty : roster.duties()) {
      changes.insert(instant_of_minute(day, duty.from_minute(), roster));
      changes.insert(instant_of_minute(day, duty.until_minute(), roster));
    }
  }
  return changes;
}

std::int64_t held_until_ms(const v1::Roster& roster, v1::DutyRole role, const std::string& station_id,
                           std::int64_t now_ms) {
  const v1::Roster of_post = duties_of_post(roster, role, station_id);
  std::set<LocalDay> changing = days_of_change(of_post);
  const LocalDay today = day_of(now_ms, of_post);
  changing.insert({today, today + days(1)});
  const std::string holder = domain::on_duty(of_post, role, station_id, now_ms);
  const auto changes = changes_on(changing, of_post);
  for (auto at_ms = changes.upper_bound(now_ms); at_ms != changes.end(); ++at_ms) {
    if (domain::on_duty(of_post, role, station_id, *at_ms) != holder) return *at_ms;
  }
  return 0;
}

}  // namespace turnout::turnoutctl
