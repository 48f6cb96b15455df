#include "turnoutctl/vacancies.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>

#include "client/words.h"
#include "domain/local_time_text.h"
#include "domain/policy.h"
#include "domain/roster.h"
#include "turnoutctl/roster_changes.h"

namespace turnout::turnoutctl {
namespace {

using domain::LocalDay;
using std::chrono::days;
using std::chrono::minutes;

// Any day, if no duty begins or ends.
constexpr LocalDay kSomeDay{days(1)};

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

std::int64_t instant_of(LocalDay day, std::uint32_t minute, const v1::Roster& roster) {
  return domain::first_instant(roster.time_zone(), day + minutes(minute));
}

// When the first duty begins; nothing if one always did.
std::optional<std::int64_t> begin_of(const v1::Roster& roster) {
  std::optional<std::int64_t> begin_ms;
  for (const v1::Duty& duty : roster.duties()) {
    if (duty.from_ms() == 0) return std::nullopt;
    const std::int64_t at_ms = instant_of(day_of(duty.from_ms(), roster), duty.from_minute(), roster);
    begin_ms = std::min(begin_ms.value_or(at_ms), at_ms);
  }
  return begin_ms;
}

// The end of the last day on which a duty begins; nothing if one always does.
std::optional<std::int64_t> end_of(const v1::Roster& roster) {
  std::optional<std::int64_t> end_ms;
  for (const v1::Duty& duty : roster.duties()) {
    if (duty.until_ms() == 0) return std::nullopt;
    end_ms = std::max(end_ms.value_or(duty.until_ms()), duty.until_ms());
  }
  return end_ms;
}

// Every instant at which somebody else may hold a post.
std::set<std::int64_t> changes_of(const v1::Roster& roster) {
  std::set<LocalDay> changing = days_of_change(roster);
  if (changing.empty()) changing.insert(kSomeDay);
  std::set<std::int64_t> changes = changes_on(changing, roster);
  if (const auto begin_ms = begin_of(roster)) changes.erase(changes.begin(), changes.lower_bound(*begin_ms));
  if (const auto end_ms = end_of(roster)) changes.erase(changes.lower_bound(*end_ms), changes.end());
  return changes;
}

// With the empty id: an incident whose station is not known.
std::vector<std::string> stations_of(const chassis::City& city) {
  std::vector<std::string> ids{""};
  for (const v1::Station& station : city.stations()) ids.push_back(station.id());
  return ids;
}

}  // namespace

std::vector<std::string> vacancies(const v1::Policy& policy, const v1::Roster& roster,
                                   const chassis::City& city) {
  std::vector<std::string> sentences;
  const std::set<std::int64_t> changes = changes_of(roster);
  for (const v1::DutyRole post : posts_of(policy)) {
    for (const std::string& station : stations_of(city)) {
      const auto vacant = std::ranges::find_if(
          changes, [&](std::int64_t at_ms) { return domain::on_duty(roster, post, station, at_ms).empty(); });
      if (vacant == changes.end()) continue;
      sentences.push_back(fmt::format("roster: nobody is {} of {} at {}", client::word(post),
                                      station.empty() ? "an incident without a station" : station,
                                      domain::minute_text(*vacant, roster.time_zone())));
    }
  }
  return sentences;
}

}  // namespace turnout::turnoutctl
