#include "turnoutctl/vacancies.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "client/words.h"
#include "domain/policy.h"
#include "domain/roster.h"
#include "domain/words.h"

namespace turnout::turnoutctl {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kRosterDayMs = 86'400'000;

// "2026-12-31 16:00", in the city's local time.
std::string city_time(std::int64_t at_ms, const v1::Roster& roster) {
  return domain::instant_text(at_ms + roster.utc_offset_ms()).substr(0, 16);
}

std::set<v1::DutyRole> posts_of(const v1::Policy& policy) {
  std::set<v1::DutyRole> posts{policy.arbiter() == v1::DUTY_ROLE_UNSPECIFIED ? v1::DUTY_ROLE_STATION_CHIEF
                                                                             : policy.arbiter()};
  for (const v1::ClockPolicy& clock : policy.clocks()) {
    for (const v1::WarningRule& warning : clock.warnings()) {
      for (const int role : warning.tell()) posts.insert(static_cast<v1::DutyRole>(role));
    }
    for (const v1::Level& level : clock.ladder()) posts.insert(level.role());
  }
  return posts;
}

// The end of the last duty; nothing if a duty never ends.
std::optional<std::int64_t> end_of(const v1::Roster& roster) {
  if (roster.duties().empty()) return std::nullopt;
  std::int64_t end_ms = 0;
  for (const v1::Duty& duty : roster.duties()) {
    if (duty.until_ms() == 0) return std::nullopt;
    end_ms = std::max(end_ms, duty.until_ms());
  }
  return end_ms;
}

// Every instant at which the holder of a post may change.
std::set<std::int64_t> changes_of(const v1::Roster& roster) {
  std::set<std::int64_t> days;
  for (const v1::Duty& duty : roster.duties()) {
    for (const std::int64_t at_ms : {duty.from_ms(), duty.until_ms()}) {
      if (at_ms != 0) days.insert(at_ms);
    }
  }
  if (days.empty()) days.insert(kRosterDayMs - roster.utc_offset_ms());
  std::set<std::int64_t> changes;
  for (const std::int64_t day_ms : days) {
    changes.insert(day_ms);
    for (const v1::Duty& duty : roster.duties()) {
      changes.insert(day_ms + duty.from_minute() * kMinuteMs);
      changes.insert(day_ms + duty.until_minute() * kMinuteMs);
    }
  }
  if (const auto end_ms = end_of(roster)) changes.erase(changes.lower_bound(*end_ms), changes.end());
  return changes;
}

}  // namespace

std::vector<std::string> vacancies(const v1::Policy& policy, const v1::Roster& roster,
                                   const chassis::City& city) {
  std::vector<std::string> sentences;
  const std::set<std::int64_t> changes = changes_of(roster);
  for (const v1::DutyRole post : posts_of(policy)) {
    for (const v1::Station& station : city.stations()) {
      const auto vacant = std::ranges::find_if(changes, [&](std::int64_t at_ms) {
        return domain::on_duty(roster, post, station.id(), at_ms).empty();
      });
      if (vacant == changes.end()) continue;
      sentences.push_back(fmt::format("roster: nobody is {} of {} at {}", client::word(post), station.id(),
                                      city_time(*vacant, roster)));
    }
  }
  return sentences;
}

}  // namespace turnout::turnoutctl
