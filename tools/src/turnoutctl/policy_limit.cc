#include <fmt/format.h>

#include <chrono>

#include "chassis/policy_file.h"
#include "client/words.h"
#include "domain/local_time_text.h"
#include "domain/policy.h"
#include "domain/words.h"
#include "geo/data_error.h"
#include "turnoutctl/local_subcommand.h"
#include "turnoutctl/output.h"
#include "turnoutctl/policy_text.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/word_option.h"

namespace turnout::turnoutctl {
namespace {

struct PolicyLimitOptions {
  std::string policy;
  v1::ClockKind clock = v1::CLOCK_KIND_TURNOUT;
  domain::Subject subject;
  std::string date;
};

domain::LocalDay today(const v1::TimeZone& zone) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  return std::chrono::floor<std::chrono::days>(domain::local_time(zone, now_ms));
}

// The first instant of the day that is asked about, where the policy holds.
std::int64_t instant_asked(const PolicyLimitOptions& options, const v1::TimeZone& zone) {
  if (options.date.empty()) return domain::first_instant(zone, today(zone));
  if (const auto day = domain::read_day(options.date)) return domain::first_instant(zone, *day);
  throw BadInput("--date: \"" + options.date + "\" is no day, write 2026-03-01");
}

// Why the first rule applies and not the others.
const char* why_first(const PolicyLimitOptions& options) {
  return options.subject.area == v1::AREA_CLASS_UNSPECIFIED
             ? "the area is not known, so the strictest limit of any area applies"
             : "the most specific rule applies: type before area before priority";
}

void print_rules(const std::vector<const v1::LimitRule*>& rules, const v1::TimeZone& zone) {
  text::Table table({{""},
                     {"LIMIT", text::Align::kRight},
                     {"FOR", text::Align::kLeft, 20, text::Overflow::kWrap},
                     {"SOURCE", text::Align::kLeft, 20, text::Overflow::kWrap}});
  for (const v1::LimitRule* rule : rules) {
    table.add({rule == rules.front() ? "holds" : "fits less well", domain::duration_text(rule->limit_ms()),
               condition_of(*rule, zone), rule->source()});
  }
  print(table);
}

void show_limit(const PolicyLimitOptions& options, Session& session) try {
  const v1::Policy policy = chassis::read_policy(options.policy);
  domain::Subject subject = options.subject;
  subject.started_at_ms = instant_asked(options, policy.time_zone());
  const auto rules = domain::fitting_rules(policy, options.clock, subject);
  if (session.json) return print_json(rules.empty() ? v1::LimitRule() : *rules.front());
  const std::string clock = client::word(options.clock);
  if (rules.empty())
    return print(fmt::format("{}: no limit, the clock does not run for such incidents", clock));
  print(fmt::format("{}: {} in policy {}; {}", clock, domain::duration_text(rules.front()->limit_ms()),
                    policy.version(), why_first(options)));
  print_rules(rules, policy.time_zone());
} catch (const geo::DataError& error) {
  throw BadInput(error.what());
}

}  // namespace

void add_policy_limit(CLI::App& policy, Session& session) {
  auto [command, options] = local_subcommand<PolicyLimitOptions>(
      policy, session, {"limit", "the limit that a policy file gives to an incident, and why"}, show_limit);
  command.add_option("file", options.policy, "policy.yaml")->required();
  add_word(command, "--clock", options.clock, "the clock")->required();
  add_word(command, "--kind", options.subject.kind, "of the incident [police]");
  command.add_option("--type", options.subject.type, "of the incident, the city's own word");
  add_word(command, "--area", options.subject.area, "of the station [not known]");
  add_word(command, "--priority", options.subject.priority, "of the incident [urgent]");
  command.add_option("--date", options.date,
                     "the day on which it starts where the policy holds, YYYY-MM-DD [today]");
}

}  // namespace turnout::turnoutctl
