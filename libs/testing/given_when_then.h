// Tests of the rulebook that read as behaviour:
//
//   Story story = given(report().urban(), register_unit("car-1"), assign("car-1").after(60s));
//   story.when(milestone(v1::MILESTONE_EN_ROUTE).after(300s)).then({v1::Event::kMilestoneReached});
//   EXPECT_EQ(story.clock(v1::CLOCK_KIND_TURNOUT).verdict(), v1::CLOCK_VERDICT_MET);
//
// All instants are told as time since the call. A command without `after` comes at the story's present.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <source_location>
#include <string>
#include <utility>
#include <vector>

#include "domain/decide.h"
#include "domain/request.h"

namespace turnout::testing {

using Duration = std::chrono::milliseconds;

inline constexpr std::int64_t kCallAtMs = 1'760'000'000'000;
inline const std::string kIncident = "0199c0de-0000-7000-8000-000000000001";
inline const std::string kOtherIncident = "0199c0de-0000-7000-8000-000000000002";

// Assign 60 s, acknowledge 30 s, turnout 300 s (rural 600 s), arrival 900 s, disposition 3,600 s; imported
// times wait.
v1::Policy usual_policy();

// A request with what the city says about it and when it comes. A setter is there for requests that have its
// field.
template <class Request>
struct Command {
  Request request;
  std::optional<std::int64_t> at_ms = std::nullopt;  // nothing = the story's present
  domain::Jurisdiction jurisdiction = {"station-urban", v1::STATION_BASIS_POLYGON, v1::AREA_CLASS_URBAN};

  Command& after(Duration since_call) {
    at_ms = kCallAtMs + since_call.count();
    return *this;
  }
  Command& id(const std::string& request_id) {
    request.set_request_id(request_id);
    return *this;
  }
  Command& on(const std::string& incident_id) {
    request.set_incident_id(incident_id);
    return *this;
  }
  Command& by(const std::string& actor) {
    request.set_actor(actor);
    return *this;
  }
  // Number of the order that a milestone is of.
  Command& order(std::uint32_t number) {
    request.set_assignment(number);
    return *this;
  }
  // What the device's clock showed.
  Command& device(Duration since_call) {
    request.set_device_at_ms(kCallAtMs + since_call.count());
    return *this;
  }
  Command& from(v1::TimeSource source) {
    request.set_source(source);
    return *this;
  }
  Command& urban() { return in("station-urban", v1::AREA_CLASS_URBAN); }
  Command& rural() { return in("station-rural", v1::AREA_CLASS_RURAL); }
  Command& nowhere() {
    jurisdiction = {};
    return *this;
  }
  Command& in(const std::string& station, v1::AreaClass area) {
    jurisdiction = {station, v1::STATION_BASIS_POLYGON, area};
    return *this;
  }
  template <class Edit>
  Command& with(Edit edit) {
    edit(request);
    return *this;
  }
};

Command<v1::ReportIncidentRequest> report(const std::string& incident_id = kIncident);
Command<v1::AddCallRequest> add_call();
Command<v1::AddNoteRequest> note(const std::string& text = "the caller rings again");
Command<v1::AmendIncidentRequest> amend();
Command<v1::CancelIncidentRequest> cancel();
Command<v1::RegisterUnitRequest> register_unit(const std::string& unit_id = "car-1");
Command<v1::SetUnitStatusRequest> set_status(v1::UnitStatus status, const std::string& unit_id = "car-1");
Command<v1::AssignUnitRequest> assign(const std::string& unit_id = "car-1");
Command<v1::RecallUnitRequest> recall(const std::string& unit_id = "car-1");
Command<v1::DeclineOrderRequest> decline(const std::string& unit_id = "car-1");
Command<v1::ReportMilestoneRequest> milestone(v1::Milestone milestone, const std::string& unit_id = "car-1");
Command<v1::ReportDispositionRequest> disposition();
Command<v1::CloseIncidentRequest> close();
Command<v1::ReopenIncidentRequest> reopen();

// The deadline keeper's turn.
struct Deadlines {
  std::optional<std::int64_t> at_ms = std::nullopt;
  Deadlines& after(Duration since_call) {
    at_ms = kCallAtMs + since_call.count();
    return *this;
  }
};
inline Deadlines deadlines() {
  return {};
}

// What came of a command.
struct Answer {
  std::optional<v1::Refusal> refusal = std::nullopt;
  std::vector<v1::Event> events = {};  // none if it was refused or applied before
  domain::Receipt receipt = {};

  // Expects it to be accepted with exactly these events.
  void then(std::initializer_list<v1::Event::BodyCase> bodies,
            std::source_location where = std::source_location::current()) const;
  // Expects it to be refused for this reason, and if a field is given, to name it.
  void refuses(v1::RefusalReason reason, std::optional<std::string> field = std::nullopt,
               std::source_location where = std::source_location::current()) const;
};

// The states as a store would hold them, and the log. Runs every command as the services do: validate, find
// whether it was applied before, decide, apply.
class Story {
 public:
  template <class Request>
  Answer when(Command<Request> command);
  Answer when(const Deadlines& deadlines);

  // A step that the rest of the story stands on: throws if it is refused.
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
  // Throw if there is no such clock or order on the first incident.
  const v1::Clock& clock(v1::ClockKind kind, std::uint32_t assignment = 0) const;
  const v1::Assignment& order(std::uint32_t number = 1) const;

  std::int64_t now_ms = kCallAtMs;
  v1::Policy policy = usual_policy();

 private:
  template <class Request>
  domain::Aggregates load(const Request& request) const;
  Answer accept(const domain::Aggregates& before, std::vector<v1::Event> events,
                const domain::Origin& origin);
  v1::Incident incident_or_none(const std::string& id) const;
  v1::Unit unit_or_none(const std::string& id) const;
  static void check(const Answer& answer);

  std::map<std::string, v1::Incident> incidents_;
  std::map<std::string, v1::Unit> units_;
  std::vector<v1::Event> log_;
  int requests_ = 0;
};

// The story so far; each step must be accepted.
template <class... Steps>
Story given(const Steps&... steps) {
  Story story;
  (story.must(steps), ...);
  return story;
}

}  // namespace turnout::testing
