#include <CLI/CLI.hpp>
#include <iostream>

#include "domain/iso_week.h"
#include "turnoutctl/archive_lag.h"
#include "turnoutctl/bulletin_view.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

struct BulletinForm {
  bool csv = false;
  bool html = false;
};

// The last week that is over.
std::string last_week(const CityNow& now) {
  constexpr std::chrono::days kWeek{7};
  const auto today = std::chrono::floor<std::chrono::days>(domain::local_time(now.zone, now.now_ms));
  return domain::iso_week_text(domain::iso_week_of(today - kWeek));
}

void show_bulletin(v1::GetBulletinRequest& request, const BulletinForm& form, Session& session) {
  constexpr client::Service kService = client::Service::kRecords;
  if (request.week().empty()) request.set_week(last_week(session.city_now(kService)));
  const v1::GetBulletinResponse bulletin = session.ask(request);
  tell_lag(bulletin.behind());
  if (session.json) return print_json(bulletin);
  ShownNames names(session.settings(kService));
  for (const v1::Unit& unit : session.units_if_known()) names.add(unit);
  const BulletinReader reader{
      .names = names, .zone = session.time_zone(kService), .district = session.settings(kService).district()};
  if (form.csv) return print(bulletin_csv(bulletin, reader));
  if (form.html) {
    std::cout << bulletin_html(bulletin, reader);
    return;
  }
  print_bulletin(bulletin, reader);
}

}  // namespace

void add_bulletin(CLI::App& app, Session& session) {
  CLI::App& command =
      new_subcommand(app, session, {"bulletin", "the figures of a week, station by station (周报)"});
  const auto request = std::make_shared<v1::GetBulletinRequest>();
  const auto form = std::make_shared<BulletinForm>();
  auto* csv = command.add_flag("--csv", form->csv, "print comma-separated values");
  command
      .add_flag("--html", form->html,
                "print one page of HTML that needs nothing else, to show, mail or print")
      ->excludes(csv);
  when_given({.command = command, .session = session, .request = request},
             {option("--week", "week", "ISO week, like 2026-W48 [the last that is over]"), only_station()},
             [request, form, &session] { show_bulletin(*request, *form, session); });
}

}  // namespace turnout::turnoutctl
