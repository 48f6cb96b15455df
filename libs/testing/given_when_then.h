// Given–when–then tests of the rules:
//
//   Story story = given(report().urban(), register_unit("car-1"), assign("car-1").after(60s));
//   story.when(milestone(v1::MILESTONE_EN_ROUTE).after(300s)).then({v1::Event::kMilestoneReached});
//   EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_MET);
//
// All instants are given as time since the call. A command without `after` comes at the story's present.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <source_location>
#include <string>
#include <utility>
#include <vector>

#include "domain/request_meta.h"
#include "testing/commands.h"
#include "testing/default_rules.h"

namespace turnout::testing {

// The fingerprint secret of the test district.
inline const std::string kFingerprintSecret = "secret of the tests";

// The result of a command.
struct Answer {
  std::optional<v1::Refusal> refusal = std::nullopt;
  std::vector<v1::Event> events = {};  // none if it was refused or applied before
  domain::CommandResult result = {};

  // Expects it to be accepted with exactly these events.
  void then(std::initializer_list<v1::Event::BodyCase> bodies,
            std::source_location where = std::source_location::current()) const;
  // Expects it to be refused for this reason. If `field` is given, the refusal must name it.
  void refuses(v1::RefusalReason reason, std::optional<std::string> field = std::nullopt,
               std::source_location where = std::source_location::current()) const;
};

// The states as in a store, and the log. Runs every command as the services do: validate, check whether it was
// applied before, decide, apply.
class Story {
 public:
  template <class Request>
  Answer when(Command<Request> command);
  Answer when(const Deadlines& deadlines);
  Answer when(const Reassign& reassign);
  Answer when(const CancelOn& cancel_on);
  Answer when(const Predict& predict);

  // A step on which the rest of the story depends: throws if it is refused.
  template <class Step>
  Story& must(const Step& step) {
    check(when(step));
    return *this;
  }

  const v1::Incident& incident(const std::string& id = kIncident) const { return incidents_.at(id); }
  const v1::Unit& unit(const std::string& id = "car-1") const { return units_.at(id); }
  const std::map<std::string, v1::Incident>& incidents() const { return incidents_; }
  const std::map<std::string, v1::Unit>& units() const { return units_; }
  const std::vector<v1::Event>& log() const { return log_; }
  // Throw if the first incident has no such clock or order.
  const v1::Clock& clock(v1::ClockKind kind, std::uint32_t order_number = 0) const;
  const v1::Order& order(std::uint32_t number = 1) const;

  std::int64_t now_ms = kCallAtMs;
  v1::Policy policy = default_policy();
  v1::Roster roster = default_roster();
  domain::LastPositions last_positions = {};  // last reported positions of units

 private:
  domain::Context context() const {
    return {.now_ms = now_ms, .policy = policy, .roster = roster, .last_positions = last_positions};
  }
  template <class Request>
  domain::Aggregates load(const Request& request) const;
  template <class Request>
  void add_people(const Request& request, domain::Aggregates& states) const;
  template <class Request>
  domain::Decision decide(const domain::Aggregates& before, const Command<Request>& command,
                          const domain::RequestMeta& meta) const;
  Answer accept(const domain::Aggregates& before, std::vector<v1::Event> events,
                const domain::RequestMeta& meta);
  v1::Incident incident_or_none(const std::string& id) const;
  v1::Unit unit_or_none(const std::string& id) const;
  static void check(const Answer& answer);

  std::map<std::string, v1::Incident> incidents_;
  std::map<std::string, v1::Unit> units_;
  std::map<std::string, v1::Person> people_;
  std::vector<v1::Event> log_;
  int requests_ = 0;
};

// Starts a story. Each step must be accepted.
template <class... Steps>
Story given(const Steps&... steps) {
  Story story;
  (story.must(steps), ...);
  return story;
}

}  // namespace turnout::testing
