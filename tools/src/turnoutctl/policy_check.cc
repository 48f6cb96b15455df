#include <fmt/format.h>

#include <optional>
#include <set>

#include "chassis/roster_file.h"
#include "client/words.h"
#include "domain/policy.h"
#include "domain/policy_gaps.h"
#include "domain/roster.h"
#include "geo/data_error.h"
#include "turnoutctl/local_subcommand.h"
#include "turnoutctl/output.h"
#include "turnoutctl/policy_text.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/vacancies.h"

namespace turnout::turnoutctl {
namespace {

struct PolicyCheckOptions {
  std::string policy;
  std::string stations;
  std::string roster;
};

// The result of the check. Without stations the city has the area classes for which the policy has speeds.
struct Findings {
  chassis::PolicyText text;
  std::vector<std::string> faults;  // the services refuse a file with a fault
  std::vector<std::string> gaps;    // the services accept the file, but something was probably forgotten
};

std::set<v1::AreaClass> areas_of(const v1::Policy& policy) {
  std::set<v1::AreaClass> areas;
  for (const v1::TravelSpeed& speed : policy.travel_speeds()) areas.insert(speed.area_class());
  return areas;
}

Findings findings_of(const PolicyCheckOptions& options) {
  Findings found{.text = chassis::read_policy(options.policy), .faults = {}, .gaps = {}};
  const v1::Policy& policy = found.text.policy;
  std::optional<chassis::City> city;
  if (!options.stations.empty()) city.emplace(options.stations);
  found.faults = domain::faults_of(policy, city ? city->area_classes() : areas_of(policy));
  found.gaps = domain::gaps_of(policy);
  if (!options.roster.empty()) {
    for (std::string& vacancy : vacancies(policy, chassis::load_roster(options.roster, *city), *city)) {
      found.gaps.push_back(std::move(vacancy));
    }
  }
  return found;
}

bool says_anything_of(const v1::Policy& policy, v1::ClockKind kind) {
  const auto is_of_it = [kind](const auto& rule) { return rule.kind() == kind; };
  return std::ranges::any_of(policy.limits(), is_of_it) || std::ranges::any_of(policy.clocks(), is_of_it);
}

void print_clock_sentences(const chassis::PolicyText& text) {
  text::Table table({{"CLOCK"}, {"WHAT HOLDS", text::Align::kLeft, 40, text::Overflow::kWrap}});
  for (int number = v1::CLOCK_KIND_ASSIGN; number < v1::ClockKind_ARRAYSIZE; ++number) {
    const auto kind = static_cast<v1::ClockKind>(number);
    if (says_anything_of(text.policy, kind)) table.add({client::word(kind), sentence_of(text, kind)});
  }
  print_heading("Policy " + text.policy.version());
  print(table);
}

void print_list(const char* heading, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return;
  print_heading(heading);
  for (const std::string& sentence : sentences) print(sentence);
}

void check_policy(const PolicyCheckOptions& options, Session& session) try {
  const Findings found = findings_of(options);
  if (session.json) {
    print_json(found.text.policy);
  } else {
    print_clock_sentences(found.text);
    print_list("Besides", other_sentences(found.text.policy));
    print_list("Remarks", domain::remarks_on(found.text.policy));
  }
  if (found.faults.empty() && found.gaps.empty()) return;
  print_list("Faults", found.faults);
  print_list("Gaps", found.gaps);
  throw BadInput(
      fmt::format("{}: faults: {}, gaps: {}", options.policy, found.faults.size(), found.gaps.size()));
} catch (const geo::DataError& error) {
  throw BadInput(error.what());
}

}  // namespace

void add_policy_check(CLI::App& policy, Session& session) {
  auto [command, options] = local_subcommand<PolicyCheckOptions>(
      policy, session,
      {"check", "explain a policy file in words and list its faults and gaps; exit code 2 if there are any"},
      check_policy);
  command.add_option("file", options.policy, "policy.yaml")->required();
  auto* stations =
      command.add_option("--stations", options.stations,
                         "the city that it must fit (GeoJSON) [a city with the areas that it names]");
  command
      .add_option("--roster", options.roster, "the roster, which must fill every post that the policy tells")
      ->needs(stations);
}

}  // namespace turnout::turnoutctl
