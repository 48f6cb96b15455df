#include "intake/duplicate_index.h"

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

const std::string kOne = "13800000001";
const std::string kTwo = "13800000002";

// An incident is told by one letter.
std::string id_of(char name) {
  return "0199c0de-0000-7000-8000-000000000" + std::to_string(100 + name);
}
char name_of(const std::string& id) {
  return static_cast<char>(std::stoi(id.substr(id.size() - 3)) - 100);
}

// On the equator 0.001° are 111 m. A report with neither type nor longitude has no place.
struct Report {
  char name;
  Duration at = 0s;
  std::string phone = "";
  std::string type = "";
  std::optional<double> longitude = std::nullopt;
};

auto sent(const Report& report) {
  return testing::report(id_of(report.name))
      .after(report.at)
      .with([report](v1::ReportIncidentRequest& request) {
        request.mutable_call()->set_answered_at_ms(kCallAtMs + report.at.count());
        request.mutable_call()->mutable_caller()->set_phone(report.phone);
        request.set_type(report.type);
        request.clear_place();
        if (report.type.empty() && !report.longitude) return;
        request.mutable_place()->mutable_position()->set_longitude_deg(report.longitude.value_or(0));
      });
}

v1::Policy policy() {
  v1::Policy policy;
  policy.set_country("CN");
  v1::DuplicateRule& rule = *policy.mutable_duplicates();
  rule.set_same_phone_within_ms(Duration(1h).count());
  rule.set_same_type_within_ms(Duration(30min).count());
  rule.set_near_m(200);
  return policy;
}

// The index of a service that has followed the story from its begin. An entry carries the state as it is now.
DuplicateIndex index_of(const Story& story) {
  DuplicateIndex index;
  std::vector<event_store::Entry> entries;
  for (const v1::Event& event : story.log()) {
    if (event.incident_version() == 0) continue;
    event_store::Entry& entry = entries.emplace_back();
    entry.event = std::make_shared<v1::Event>(event);
    entry.incident = std::make_shared<v1::Incident>(story.incident(event.incident_id()));
  }
  index.take(entries);
  return index;
}

// The same after one more step of the story, as it comes from the log.
void take_change(DuplicateIndex& index, const Story& story, char name) {
  event_store::Entry entry;
  entry.event = std::make_shared<v1::Event>(story.log().back());
  entry.incident = std::make_shared<v1::Incident>(story.incident(id_of(name)));
  index.take({entry});
}

// "<name>: <reason>" of what is suggested for the incident.
std::vector<std::string> suggested_by(DuplicateIndex& index, const Story& story, char name,
                                      const v1::Policy& by = policy()) {
  std::vector<std::string> texts;
  for (const v1::LikelyDuplicate& duplicate : index.likely_duplicates(story.incident(id_of(name)), by)) {
    texts.push_back(std::string(1, name_of(duplicate.incident_id())) + ": " + duplicate.reason());
  }
  return texts;
}

std::vector<std::string> suggested(const Story& story, char name, const v1::Policy& by = policy()) {
  DuplicateIndex index = index_of(story);
  return suggested_by(index, story, name, by);
}

TEST(LikelyDuplicate, IsAnIncidentReportedFromTheSameNumberWithinTheTime) {
  const Story story = given(sent({.name = 'a', .at = 0s, .phone = "138-0000 1111"}),
                            sent({.name = 'b', .at = 60min, .phone = "13800001111"}),
                            sent({.name = 'c', .at = 121min, .phone = "13800001111"}));
  EXPECT_THAT(suggested(story, 'b'), ElementsAre("a: same number, 1 h before"));
  EXPECT_THAT(suggested(story, 'c'), IsEmpty());
}

TEST(LikelyDuplicate, IsOneThatAnotherCallOfTheSameNumberReported) {
  Story story = given(sent({.name = 'a', .at = 0s, .phone = kOne}));
  story.must(testing::add_call().on(id_of('a')).after(10s).with([](v1::AddCallRequest& request) {
    request.mutable_call()->mutable_caller()->set_phone(kTwo);
  }));
  story.must(sent({.name = 'b', .at = 45s, .phone = kTwo}));
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

// 0.000126° are 14 m.
TEST(LikelyDuplicate, IsNearByAlsoIfOneOfTheTwoOrBothHaveNoTypeYet) {
  const Story story = given(sent({.name = 'u', .at = 0s, .longitude = 0}),
                            sent({.name = 't', .at = 1s, .type = "fight", .longitude = 0.000126}),
                            sent({.name = 'v', .at = 2s, .longitude = 0}));
  EXPECT_THAT(suggested(story, 't'), ElementsAre("u: type not known yet, 14 m away, 1 s before"));
  EXPECT_THAT(suggested(story, 'v'), ElementsAre("t: type not known yet, 14 m away, 1 s before",
                                                 "u: type not known yet, 0 m away, 2 s before"));
}

TEST(LikelyDuplicate, IsNotOneOfAnotherTypeNorFarAwayNorWithoutAPlace) {
  const Story story =
      given(sent({.name = 'a', .at = 0s, .type = "theft"}), sent({.name = 'f', .at = 0s, .longitude = 0.002}),
            sent({.name = 'p', .at = 0s}), sent({.name = 'b', .at = 1s, .type = "fight"}));
  EXPECT_THAT(suggested(story, 'b'), IsEmpty());
}

TEST(LikelyDuplicate, IsFromTheSameNumberHoweverItIsWritten) {
  const Story story = given(sent({.name = 'a', .at = 0s, .phone = "tel:+86-138-0000-1111;ext=8"}),
                            sent({.name = 'b', .at = 1s, .phone = "０１３８００００１１１１"}));
  EXPECT_THAT(suggested(story, 'b'), ElementsAre("a: same number, 1 s before"));
}

TEST(LikelyDuplicate, IsNotOneFromTheSameServiceLine) {
  const Story story =
      given(sent({.name = 'a', .at = 0s, .phone = "12345"}), sent({.name = 'b', .at = 1s, .phone = "12345"}));
  EXPECT_THAT(suggested(story, 'b'), IsEmpty());
}

// The policy is replaced while the service runs.
TEST(DuplicateIndex, ReadsItsNumbersAgainWhenThePolicyHasAnotherCountry) {
  const Story story = given(sent({.name = 'a', .at = 0s, .phone = "+1 650 253 0000"}),
                            sent({.name = 'b', .at = 1s, .phone = "650 253 0000"}));
  DuplicateIndex index = index_of(story);
  EXPECT_THAT(suggested_by(index, story, 'b'), IsEmpty());
  v1::Policy american = policy();
  american.set_country("US");
  EXPECT_THAT(suggested_by(index, story, 'b', american), ElementsAre("a: same number, 1 s before"));
  EXPECT_THAT(suggested_by(index, story, 'b'), IsEmpty());
}

TEST(LikelyDuplicate, IsNeitherItselfNorALaterReport) {
  const Story story =
      given(sent({.name = 'b', .at = 0s, .phone = kOne}), sent({.name = 'a', .at = 5s, .phone = kOne}));
  EXPECT_THAT(suggested(story, 'b'), IsEmpty());
  EXPECT_THAT(suggested(story, 'a'), ElementsAre("b: same number, 5 s before"));
}

TEST(LikelyDuplicate, IsOfTheSameKindAndOpen) {
  Story story =
      given(sent({.name = 'a', .at = 0s, .phone = kOne}), sent({.name = 'b', .at = 1s, .phone = kOne}));
  story.must(sent({.name = 'c', .at = 2s, .phone = kOne}).with([](v1::ReportIncidentRequest& request) {
    request.set_kind(v1::INCIDENT_KIND_COMPLAINT);
  }));
  EXPECT_THAT(suggested(story, 'c'), IsEmpty());
  story.must(testing::link(id_of('b'), id_of('a')).after(3s))
      .must(sent({.name = 'd', .at = 4s, .phone = kOne}));
  EXPECT_THAT(suggested(story, 'd'), ElementsAre("a: same number, 4 s before"));
}

TEST(LikelyDuplicate, WithBothSignsComesFirstThenTheNumberThenTheNearestInTime) {
  const Story story = given(sent({.name = 't', .at = 9min, .type = "fight"}),
                            sent({.name = 'b', .at = 1min, .phone = kOne, .type = "fight"}),
                            sent({.name = 'n', .at = 2min, .phone = kOne, .type = "theft"}),
                            sent({.name = 's', .at = 8min, .type = "fight"}),
                            sent({.name = 'x', .at = 10min, .phone = kOne, .type = "fight"}));
  EXPECT_THAT(suggested(story, 'x'),
              ElementsAre("b: same number, same type 0 m away, 9 min before", "n: same number, 8 min before",
                          "t: same type 0 m away, 1 min before", "s: same type 0 m away, 2 min before"));
}

TEST(LikelyDuplicate, IsSuggestedAtMostFiveTimes) {
  Story story = given();
  for (const char name : {'a', 'b', 'c', 'd', 'e', 'f', 'g'}) story.must(sent({.name = name, .phone = kOne}));
  EXPECT_EQ(suggested(story, 'g').size(), 5u);
}

TEST(LikelyDuplicate, FollowsThePolicysRule) {
  const Story story =
      given(sent({.name = 'a', .at = 0s, .phone = kOne}), sent({.name = 'b', .at = 1s, .phone = kOne}));
  v1::Policy none = policy();
  none.mutable_duplicates()->set_same_phone_within_ms(0);
  EXPECT_THAT(suggested(story, 'b', none), IsEmpty());
}

auto moved(char name, double longitude) {
  return testing::amend().on(id_of(name)).after(1min).with([longitude](v1::AmendIncidentRequest& request) {
    request.mutable_place()->mutable_position()->set_longitude_deg(longitude);
  });
}

TEST(DuplicateIndex, FollowsAnIncidentThatWasMoved) {
  Story story = given(sent({.name = 'a', .type = "fight", .longitude = 0}),
                      sent({.name = 'b', .at = 2min, .type = "fight", .longitude = 0.5}));
  DuplicateIndex index = index_of(story);
  EXPECT_THAT(suggested_by(index, story, 'b'), IsEmpty());
  story.must(moved('a', 0.5));
  take_change(index, story, 'a');
  EXPECT_THAT(suggested_by(index, story, 'b'), ElementsAre("a: same type 0 m away, 2 min before"));
  story.must(moved('a', 0));
  take_change(index, story, 'a');
  EXPECT_THAT(suggested_by(index, story, 'b'), IsEmpty());
}

TEST(DuplicateIndex, TakesUpTheNumberOfAnotherCall) {
  Story story = given(sent({.name = 'a', .phone = kOne}));
  DuplicateIndex index = index_of(story);
  story.must(testing::add_call().on(id_of('a')).after(10s).with([](v1::AddCallRequest& request) {
    request.mutable_call()->mutable_caller()->set_phone(kTwo);
  }));
  take_change(index, story, 'a');
  story.must(sent({.name = 'b', .at = 45s, .phone = kTwo}))
      .must(sent({.name = 'c', .at = 46s, .phone = kOne}));
  EXPECT_THAT(suggested_by(index, story, 'b'), ElementsAre("a: same number, 45 s before"));
  EXPECT_THAT(suggested_by(index, story, 'c'), ElementsAre("a: same number, 46 s before"));
}

TEST(DuplicateIndex, LosesWhatHasEndedAndTakesItBackWhenItIsOpenedAgain) {
  Story story = given(sent({.name = 'a', .phone = kOne}), sent({.name = 'b', .at = 5s, .phone = kOne}));
  DuplicateIndex index = index_of(story);
  story.must(testing::disposition().on(id_of('a')).after(9s))
      .must(testing::close().on(id_of('a')).after(10s));
  take_change(index, story, 'a');
  EXPECT_THAT(suggested_by(index, story, 'b'), IsEmpty());
  story.must(testing::reopen().on(id_of('a')).after(20s));
  take_change(index, story, 'a');
  EXPECT_THAT(suggested_by(index, story, 'b'), ElementsAre("a: same number, 5 s before"));
}

// Cells are 1,000 m wide: 0.00898° and 0.00899° on the equator lie in two of them.
TEST(DuplicateIndex, SeesAcrossTheBordersOfItsCells) {
  for (const double border : {0.0, 0.0089832, 118.0}) {
    const Story story = given(sent({.name = 'a', .type = "fight", .longitude = border - 0.0008}),
                              sent({.name = 'b', .at = 1min, .type = "fight", .longitude = border + 0.0008}));
    EXPECT_THAT(suggested(story, 'b'), ElementsAre("a: same type 178 m away, 1 min before")) << border;
  }
}

// A loud bang is reported five hundred times, half of them from one office.
TEST(DuplicateIndex, SuggestsTheNearestInTimeOfAStormOfReports) {
  DuplicateIndex index;
  std::vector<event_store::Entry> entries;
  v1::Incident last;
  for (int i = 0; i < 500; ++i) {
    v1::Incident incident;
    incident.set_id("0199c0de-0000-7000-8000-000000000" + std::to_string(100 + i));
    incident.set_status(v1::INCIDENT_STATUS_OPEN);
    incident.set_type("explosion");
    incident.set_started_at_ms(kCallAtMs + i * 1'000);
    incident.mutable_place()->mutable_position();
    incident.add_calls()->mutable_caller()->set_phone(i % 2 == 0 ? kOne : std::to_string(13900000000 + i));
    last = incident;
    entries.emplace_back().incident = std::make_shared<v1::Incident>(incident);
  }
  index.take(entries);
  const std::vector<v1::LikelyDuplicate> suggestions = index.likely_duplicates(last, policy());
  ASSERT_EQ(suggestions.size(), 5U);
  EXPECT_EQ(suggestions.front().incident_id(), "0199c0de-0000-7000-8000-000000000598");
  EXPECT_EQ(suggestions.back().incident_id(), "0199c0de-0000-7000-8000-000000000594");
}

// Of a busy night: nothing else that was reported meanwhile hides the same caller's first report.
TEST(DuplicateIndex, SuggestsTheSameNumberHoweverManyReportsLieBetween) {
  DuplicateIndex index;
  std::vector<event_store::Entry> entries;
  v1::Incident last;
  for (int i = 0; i < 522; ++i) {
    v1::Incident incident;
    incident.set_id("0199c0de-0000-7000-8000-000000000" + std::to_string(100 + i));
    incident.set_status(v1::INCIDENT_STATUS_OPEN);
    incident.set_started_at_ms(kCallAtMs + i * 1'000);
    const bool is_of_the_caller = i == 0 || i == 521;
    incident.add_calls()->mutable_caller()->set_phone(is_of_the_caller ? kOne
                                                                       : std::to_string(13900000000 + i));
    last = incident;
    entries.emplace_back().incident = std::make_shared<v1::Incident>(incident);
  }
  index.take(entries);
  const std::vector<v1::LikelyDuplicate> suggestions = index.likely_duplicates(last, policy());
  ASSERT_EQ(suggestions.size(), 1U);
  EXPECT_EQ(suggestions.front().incident_id(), "0199c0de-0000-7000-8000-000000000100");
}

}  // namespace
}  // namespace turnout::intake
