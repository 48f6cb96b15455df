#include "client/settings.h"

#include <fmt/format.h>

#include "client/words.h"
#include "domain/local_time.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

std::string any_or(const std::string& word) {
  return word == "unspecified" ? "any" : word;
}

void print_limits(const v1::Policy& policy) {
  text::Table table({{"CLOCK"},
                     {"AREA"},
                     {"PRIORITY"},
                     {"LIMIT", text::Align::kRight},
                     {"SOURCE", text::Align::kLeft, 20, text::Overflow::kWrap}});
  for (const v1::LimitRule& rule : policy.limits()) {
    table.add({client::word(rule.kind()), any_or(client::word(rule.area_class())),
               any_or(client::word(rule.priority())), text::duration(rule.limit_ms()), rule.source()});
  }
  print_heading("Limits of policy " + policy.version());
  print(table);
}

void print_stations(const v1::Settings& settings) {
  text::Table table({{"STATION"}, {"AREA"}, {"NAME", text::Align::kLeft, 10}});
  for (const v1::Station& station : settings.stations()) {
    table.add({station.id(), client::word(station.area_class()), station.name()});
  }
  print_heading("Stations");
  print(table);
}

void print_json_of(const client::AllSettings& all) {
  for (const v1::Settings* settings : {&all.intake, &all.dispatch, &all.accountability})
    print_json_line(*settings);
}

void show_settings(v1::GetSettingsRequest&, Session& session) {
  const client::AllSettings all = session.all_settings();
  if (session.json) {
    print_json_of(all);
  } else {
    const v1::Settings& settings = all.intake;
    const v1::TimeZone& zone = settings.policy().time_zone();
    print(fmt::format("district {}, version {}, service time {} {}, {:g} times as fast as the wall clock",
                      settings.district(), settings.software_version(),
                      text::date_time(settings.now_ms(), zone), domain::zone_name(zone),
                      settings.clock().speed()));
    print_limits(settings.policy());
    print_stations(settings);
  }
  if (const auto differ = client::disagreement(all))
    throw client::Unanswered("the services have different settings: " + *differ);
}

}  // namespace

void add_settings(CLI::App& app, Session& session) {
  subcommand<v1::GetSettingsRequest>(
      app, session, {"settings", "the settings of the services, and whether they agree"}, {}, show_settings);
}

}  // namespace turnout::turnoutctl
