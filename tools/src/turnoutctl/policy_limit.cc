#include <fmt/format.h>

#include <chrono>

#include "chassis/policy_file.h"
#include "chassis/yaml_values.h"
#include "client/words.h"
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

std::int64_t today_ms(std::int64_t utc_offset_ms) {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  const auto local_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count() + utc_offset_ms;
  return local_ms - local_ms % 86'400'000 - utc_offset_ms;
}

// The first instant of the given day in the policy's time zone.
std::int64_t instant_asked(const PolicyLimitOptions& options, std::int64_t utc_offset_ms) {
  if (options.date.empty()) return today_ms(utc_offset_ms);
  if (const auto day_ms = chassis::day_begin_ms(options.date)) return *day_ms - utc_offset_ms;
  throw BadInput("--date: \"" + options.date + "\" is not a date such as 2026-03-01");
}

// Why the first rule applies and not the others.
const char* why_first(const PolicyLimitOptions& options) {
  return options.subject.area == v1::AREA_CLASS_UNSPECIFIED
             ? "the area is not known, so the strictest limit of any area applies"
             : "the most specific rule applies: type before area before priority";
}

void print_rules(const std::vector<const v1::LimitRule*>& rules, std::int64_t utc_offset_ms) {
  text::Table table({{""},
                     {"LIMIT", text::Align::kRight},
                     {"FOR", text::Align::kLeft, 20, text::Overflow::kWrap},
                     {"SOURCE", text::Align::kLeft, 20, text::Overflow::kWrap}});
  for (const v1::LimitRule* rule : rules) {
    table.add({rule == rules.front() ? "applies" : "is less specific",
               domain::duration_text(rule->limit_ms()), condition_of(*rule, utc_offset_ms), rule->source()});
  }
  print(table);
}

void show_limit(const PolicyLimitOptions& options, Session& session) try {
  const chassis::PolicyText text = chassis::read_policy(options.policy);
  domain::Subject subject = options.subject;
  subject.started_at_ms = instant_asked(options, text.utc_offset_ms);
  const auto rules = domain::fitting_rules(text.policy, options.clock, subject);
  if (session.json) return print_json(rules.empty() ? v1::LimitRule() : *rules.front());
  const std::string clock = client::word(options.clock);
  if (rules.empty())
    return print(fmt::format("{}: no limit, the clock does not run for such incidents", clock));
  print(fmt::format("{}: {} in policy {}; {}", clock, domain::duration_text(rules.front()->limit_ms()),
                    text.policy.version(), why_first(options)));
  print_rules(rules, text.utc_offset_ms);
} catch (const geo::DataError& error) {
  throw BadInput(error.what());
}

}  // namespace

void add_policy_limit(CLI::App& policy, Session& session) {
  auto [command, options] = local_subcommand<PolicyLimitOptions>(
      policy, session, {"limit", "the limit that a policy file gives to an incident, and why"}, show_limit);
  command.add_option("file", options.policy, "policy.yaml")->required();
  add_word(command, "--clock", options.clock, "the clock")->required();
  add_word(command, "--kind", options.subject.kind, "kind of the incident [police]");
  command.add_option("--type", options.subject.type, "type of the incident, in the city's own words");
  add_word(command, "--area", options.subject.area, "area class of the station [not known]");
  add_word(command, "--priority", options.subject.priority, "priority of the incident [urgent]");
  command.add_option("--date", options.date, "the day on which it starts, YYYY-MM-DD [today]");
}

}  // namespace turnout::turnoutctl
