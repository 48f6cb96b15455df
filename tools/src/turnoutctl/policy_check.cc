#include <fmt/format.h>

#include <optional>
#include <set>

#include "chassis/policy_file.h"
#include "chassis/roster_file.h"
#include "chassis/rules.h"
#include "client/words.h"
#include "domain/local_time.h"
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
  v1::Policy policy;
  std::vector<std::string> faults;  // the services refuse such a file
  std::vector<std::string> gaps;    // they do not, but somebody has forgotten something
};

std::set<v1::AreaClass> areas_of(const v1::Policy& policy) {
  std::set<v1::AreaClass> areas;
  for (const v1::TravelSpeed& speed : policy.travel_speeds()) areas.insert(speed.area_class());
  return areas;
}

Findings findings_of(const PolicyCheckOptions& options) {
  Findings found{.policy = chassis::read_policy(options.policy), .faults = {}, .gaps = {}};
  const v1::Policy& policy = found.policy;
  std::optional<chassis::City> city;
  if (!options.stations.empty()) city.emplace(options.stations);
  found.faults = domain::faults_of(policy, city ? city->area_classes() : areas_of(policy));
  found.gaps = domain::gaps_of(policy);
  if (!options.roster.empty()) {
    const v1::Roster roster = chassis::load_roster(options.roster, *city);
    const chassis::RuleFiles files{.policy = options.policy, .roster = options.roster};
    if (auto fault = chassis::zone_fault(files, policy, roster)) found.faults.push_back(*std::move(fault));
    for (std::string& vacancy : vacancies(policy, roster, *city)) {
      found.gaps.push_back(std::move(vacancy));
    }
  }
  return found;
}

bool says_anything_of(const v1::Policy& policy, v1::ClockKind kind) {
  const auto is_of_it = [kind](const auto& rule) { return rule.kind() == kind; };
  return std::ranges::any_of(policy.limits(), is_of_it) || std::ranges::any_of(policy.clocks(), is_of_it);
}

void print_clock_sentences(const v1::Policy& policy) {
  text::Table table({{"CLOCK"}, {"WHAT HOLDS", text::Align::kLeft, 40, text::Overflow::kWrap}});
  for (int number = v1::CLOCK_KIND_ASSIGN; number < v1::ClockKind_ARRAYSIZE; ++number) {
    const auto kind = static_cast<v1::ClockKind>(number);
    if (says_anything_of(policy, kind)) table.add({client::word(kind), sentence_of(policy, kind)});
  }
  print_heading("Policy " + policy.version() + ", days of " + domain::zone_name(policy.time_zone()));
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
    print_json(found.policy);
  } else {
    print_clock_sentences(found.policy);
    print_list("Besides", other_sentences(found.policy));
    print_list("Remarks", domain::remarks_on(found.policy));
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
