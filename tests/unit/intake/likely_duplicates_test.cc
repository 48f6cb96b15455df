#include "intake/likely_duplicates.h"

#include <gmock/gmock.h>

#include "testing/given_when_then.h"

namespace turnout::intake {
namespace {

using namespace std::chrono_literals;
using testing::Duration;
using ::testing::ElementsAre;
using testing::given;
using ::testing::IsEmpty;
using testing::kCallAtMs;
using testing::Story;

// An incident is told by one letter.
std::string id_of(char name) {
  return "0199c0de-0000-7000-8000-000000000" + std::to_string(100 + name);
}
char name_of(const std::string& id) {
  return static_cast<char>(std::stoi(id.substr(id.size() - 3)) - 100);
}

// On the equator 0.001° are 111 m.
struct Report {
  char name;
  Duration at = 0s;
  std::string phone = "";
  std::string type = "";
  double longitude = 0;
};

auto sent(const Report& report) {
  return testing::report(id_of(report.name))
      .after(report.at)
      .with([report](v1::ReportIncidentRequest& request) {
        request.mutable_call()->set_answered_at_ms(kCallAtMs + report.at.count());
        request.mutable_call()->set_caller_phone(report.phone);
        request.set_type(report.type);
        request.mutable_place()->mutable_position()->set_longitude_deg(report.longitude);
      });
}

v1::DuplicateRule rule() {
  v1::DuplicateRule rule;
  rule.set_same_phone_within_ms(Duration(1h).count());
  rule.set_same_type_within_ms(Duration(30min).count());
  rule.set_near_m(200);
  return rule;
}

// "<name>: <reason>" of what is suggested for the incident.
std::vector<std::string> suggested(const Story& story, char name, const v1::DuplicateRule& by = rule()) {
  OpenIncidents open;
  for (const auto& [other, incident] : story.incidents()) {
    if (incident.status() == v1::INCIDENT_STATUS_OPEN) open[other] = std::make_shared<v1::Incident>(incident);
  }
  std::vector<std::string> texts;
  for (const v1::LikelyDuplicate& duplicate : likely_duplicates(story.incident(id_of(name)), by, open)) {
    texts.push_back(std::string(1, name_of(duplicate.incident_id())) + ": " + duplicate.reason());
  }
  return texts;
}

TEST(LikelyDuplicate, IsAnIncidentReportedFromTheSameNumberWithinTheTime) {
  const Story story = given(sent({.name = 'a', .at = 0s, .phone = "138-0000 1111"}),
                            sent({.name = 'b', .at = 60min, .phone = "13800001111"}),
                            sent({.name = 'c', .at = 121min, .phone = "13800001111"}));
  EXPECT_THAT(suggested(story, 'b'), ElementsAre("a: same number, 60 min before"));
  EXPECT_THAT(suggested(story, 'c'), IsEmpty());
}

TEST(LikelyDuplicate, IsOneThatAnotherCallOfTheSameNumberReported) {
  Story story = given(sent({.name = 'a', .at = 0s, .phone = "1"}));
  story.must(testing::add_call().on(id_of('a')).after(10s).with([](v1::AddCallRequest& request) {
    request.mutable_call()->set_caller_phone("2");
  }));
  story.must(sent({.name = 'b', .at = 45s, .phone = "2"}));
  EXPECT_THAT(suggested(story, 'b'), ElementsAre("a: same number, 45 s before"));
}

TEST(LikelyDuplicate, IsAnIncidentOfTheSameTypeNearBy) {
  const Story story = given(sent({.name = 'a', .at = 0s, .type = "fight", .longitude = 0.001}),
                            sent({.name = 'f', .at = 1s, .type = "fight", .longitude = 0.002}),
                            sent({.name = 'o', .at = 2s, .type = "theft", .longitude = 0.001}),
                            sent({.name = 'b', .at = 30min, .type = "fight"}),
                            sent({.name = 'c', .at = 61min, .type = "fight"}));
  EXPECT_THAT(suggested(story, 'b'), ElementsAre("a: same type 111 m away, 30 min before"));
  EXPECT_THAT(suggested(story, 'c'), IsEmpty());
}

TEST(LikelyDuplicate, NeedsANumberOrATypeToBeTheSame) {
  const Story story = given(sent({.name = 'a', .at = 0s}), sent({.name = 'b', .at = 1s}));
  EXPECT_THAT(suggested(story, 'b'), IsEmpty());
}

TEST(LikelyDuplicate, IsNeitherItselfNorALaterReport) {
  const Story story =
      given(sent({.name = 'b', .at = 0s, .phone = "1"}), sent({.name = 'a', .at = 5s, .phone = "1"}));
  EXPECT_THAT(suggested(story, 'b'), IsEmpty());
  EXPECT_THAT(suggested(story, 'a'), ElementsAre("b: same number, 5 s before"));
}

TEST(LikelyDuplicate, IsOfTheSameKindAndOpen) {
  Story story =
      given(sent({.name = 'a', .at = 0s, .phone = "1"}), sent({.name = 'b', .at = 1s, .phone = "1"}));
  story.must(sent({.name = 'c', .at = 2s, .phone = "1"}).with([](v1::ReportIncidentRequest& request) {
    request.set_kind(v1::INCIDENT_KIND_COMPLAINT);
  }));
  EXPECT_THAT(suggested(story, 'c'), IsEmpty());
  story.must(testing::link(id_of('b'), id_of('a')).after(3s))
      .must(sent({.name = 'd', .at = 4s, .phone = "1"}));
  EXPECT_THAT(suggested(story, 'd'), ElementsAre("a: same number, 4 s before"));
}

TEST(LikelyDuplicate, WithBothSignsComesFirstThenTheNumberThenTheNearestInTime) {
  const Story story = given(sent({.name = 't', .at = 9min, .type = "fight"}),
                            sent({.name = 'b', .at = 1min, .phone = "1", .type = "fight"}),
                            sent({.name = 'n', .at = 2min, .phone = "1", .type = "theft"}),
                            sent({.name = 's', .at = 8min, .type = "fight"}),
                            sent({.name = 'x', .at = 10min, .phone = "1", .type = "fight"}));
  EXPECT_THAT(suggested(story, 'x'),
              ElementsAre("b: same number, same type 0 m away, 9 min before", "n: same number, 8 min before",
                          "t: same type 0 m away, 1 min before", "s: same type 0 m away, 2 min before"));
}

TEST(LikelyDuplicate, IsSuggestedAtMostFiveTimes) {
  Story story = given();
  for (const char name : {'a', 'b', 'c', 'd', 'e', 'f', 'g'}) story.must(sent({.name = name, .phone = "1"}));
  EXPECT_EQ(suggested(story, 'g').size(), 5u);
}

TEST(LikelyDuplicate, FollowsThePolicysRule) {
  const Story story =
      given(sent({.name = 'a', .at = 0s, .phone = "1"}), sent({.name = 'b', .at = 1s, .phone = "1"}));
  v1::DuplicateRule none = rule();
  none.set_same_phone_within_ms(0);
  EXPECT_THAT(suggested(story, 'b', none), IsEmpty());
}

}  // namespace
}  // namespace turnout::intake
