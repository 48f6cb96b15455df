#include "turnoutctl/duty_table.h"

#include <algorithm>
#include <vector>

#include "domain/roster.h"
#include "text/time.h"
#include "turnoutctl/accountability_text.h"
#include "turnoutctl/roster_changes.h"
#include "turnoutctl/shown_names.h"

namespace turnout::turnoutctl {
namespace {

struct Post {
  v1::DutyRole role;
  std::string station_id;  // empty = of the district
};

bool has_duty(const v1::Roster& roster, const Post& post) {
  return std::ranges::any_of(roster.duties(), [&post](const v1::Duty& duty) {
    return duty.role() == post.role && duty.station_id() == post.station_id;
  });
}

std::vector<Post> posts_of_roster(const v1::Settings& settings) {
  std::vector<Post> posts;
  for (int role = 1; role <= v1::DutyRole_MAX; ++role) {
    std::vector<Post> candidates{{static_cast<v1::DutyRole>(role), ""}};
    for (const v1::Station& station : settings.stations()) {
      candidates.push_back({static_cast<v1::DutyRole>(role), station.id()});
    }
    std::ranges::copy_if(candidates, std::back_inserter(posts),
                         [&](const Post& post) { return has_duty(settings.roster(), post); });
  }
  return posts;
}

std::vector<Post> posts_for(const std::string& station_id) {
  std::vector<Post> posts;
  for (int role = 1; role <= v1::DutyRole_MAX; ++role) {
    posts.push_back({static_cast<v1::DutyRole>(role), station_id});
  }
  return posts;
}

// Whose post it is that counts for the station.
std::string place_of(const v1::Roster& roster, const Post& post, const ShownNames& names) {
  return has_duty(roster, post) && !post.station_id.empty() ? names.station(post.station_id) : "district";
}

}  // namespace

text::Table duty_table(const v1::Settings& settings, const std::string& station_id, std::int64_t now_ms) {
  const v1::Roster& roster = settings.roster();
  const ShownNames names(settings);
  text::Table table({{.title = "POST"},
                     {.title = "ON DUTY", .narrowest = 8, .comfortable = 16},
                     {.title = "UNTIL"},
                     {.title = "OF", .narrowest = 11},
                     {.title = "THEN", .narrowest = 8}});
  for (const Post& post : station_id.empty() ? posts_of_roster(settings) : posts_for(station_id)) {
    const std::string person = domain::on_duty(roster, post.role, post.station_id, now_ms);
    const std::int64_t until_ms = held_until_ms(roster, post.role, post.station_id, now_ms);
    const std::string next =
        until_ms == 0 ? "" : domain::on_duty(roster, post.role, post.station_id, until_ms);
    table.add({post_name(post.role),
               person.empty() ? text::Cell("nobody", text::Style::kRed) : text::Cell(names.person(person)),
               text::near_time(until_ms, now_ms, roster.time_zone()), place_of(roster, post, names),
               until_ms == 0  ? ""
               : next.empty() ? "nobody"
                              : names.name_of_person(next)});
  }
  return table;
}

}  // namespace turnout::turnoutctl
