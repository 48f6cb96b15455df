#include <map>

#include "domain/apply.h"
#include "domain/bounds.h"
#include "domain/deadlines.h"
#include "event_store_contract.h"

namespace turnout::event_store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using namespace std::chrono_literals;
using testing::assign;
using testing::cancel;
using testing::disposition;
using testing::kCallAtMs;
using testing::kIncident;
using testing::kOtherIncident;
using testing::milestone;
using testing::note;
using testing::recall;
using testing::register_unit;
using testing::relieve;
using testing::report;
using testing::sign_on;

INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreContract, ::testing::Values(Adapter::kMemory, Adapter::kRedis),
                         [](const auto& each) {
                           return each.param == Adapter::kMemory ? "Memory" : "Redis";
                         });

TEST_P(EventStoreContract, GivesBackWhatWasCommittedByteForByte) {
  const domain::Change reported = change(report());
  EXPECT_TRUE(run(store->commit(reported)));
  EXPECT_EQ(incident().SerializeAsString(), reported.incidents.front().state.SerializeAsString());
  const std::vector<LoggedEvent> events = log();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].sequence, 1U);
  EXPECT_EQ(events[0].event.SerializeAsString(), reported.events[0].SerializeAsString());
}

TEST_P(EventStoreContract, GivesWhatDoesNotExistItsIdAndVersionZero) {
  const domain::Aggregates found =
      run(store->load({.incident_id = kIncident, .unit_ids = {"car-1", "car-2"}}));
  EXPECT_EQ(found.incident.id(), kIncident);
  EXPECT_EQ(found.incident.version(), 0U);
  ASSERT_EQ(found.units.size(), 2U);
  EXPECT_EQ(found.units[1].id(), "car-2");
  EXPECT_EQ(found.units[1].version(), 0U);
}

TEST_P(EventStoreContract, LoadsNoIncidentForAnEmptyId) {
  EXPECT_EQ(run(store->load({})).incident.id(), "");
}

TEST_P(EventStoreContract, AConflictOnTheIncidentChangesNothing) {
  given(report(), register_unit(), register_unit("car-2"));
  const domain::Change stale = change(assign("car-2"));
  given(assign("car-1"));
  const std::string before = everything();
  EXPECT_FALSE(run(store->commit(stale)));
  EXPECT_EQ(everything(), before);
}

TEST_P(EventStoreContract, AConflictOnAUnitChangesNothing) {
  given(report(), report(kOtherIncident), register_unit());
  const domain::Change stale = change(assign().on(kOtherIncident));
  given(assign());
  const std::string before = everything();
  EXPECT_FALSE(run(store->commit(stale)));
  EXPECT_EQ(everything(), before);
}

TEST_P(EventStoreContract, AConflictOnAPersonChangesNothing) {
  given(register_unit("car-1"), register_unit("car-2"));
  const domain::Change stale = change(sign_on("officer-7", "car-2"));
  given(sign_on("officer-7", "car-1"));
  const std::string before = everything();
  EXPECT_FALSE(run(store->commit(stale)));
  EXPECT_EQ(everything(), before);
  EXPECT_EQ(run(store->load_people({"officer-7"})).front().unit_id(), "car-1");
}

TEST_P(EventStoreContract, HoldsTheLargestCrewThatRelievesAnother) {
  const auto crew = [](const std::string& name) {
    return [name](auto& request) {
      for (int i = 1; i < domain::kMaxCrew; ++i) request.add_officers(name + std::to_string(i));
      for (int i = 0; i < domain::kMaxCrew; ++i) request.add_auxiliaries("aux-" + name + std::to_string(i));
    };
  };
  given(report(), register_unit(), sign_on("a0").with(crew("a")), assign());
  given(relieve("b0").with(crew("b")));
  EXPECT_EQ(run(store->load_people({"a3", "aux-b15"})).back().unit_id(), "car-1");
  EXPECT_EQ(run(store->load_people({"a3", "aux-b15"})).front().unit_id(), "");
}

TEST_P(EventStoreContract, WhatExistsAlreadyIsAConflictForWhoWouldMakeIt) {
  const domain::Change incident_made = change(report());
  const domain::Change unit_made = change(register_unit());
  given(report(), register_unit());
  EXPECT_FALSE(run(store->commit(incident_made)));
  EXPECT_FALSE(run(store->commit(unit_made)));
  EXPECT_EQ(log().size(), 2U);
}

TEST_P(EventStoreContract, ChangesAnIncidentAndTwoUnitsTogetherOrNotAtAll) {
  given(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1"), assign("car-2"));
  domain::Change cancelled = change(cancel());
  ASSERT_EQ(cancelled.units.size(), 2U);
  domain::Change stale = cancelled;
  stale.units.back().from_version -= 1;
  const std::string before = everything();
  EXPECT_FALSE(run(store->commit(stale)));
  EXPECT_EQ(everything(), before);
  EXPECT_TRUE(run(store->commit(cancelled)));
  EXPECT_EQ(incident().status(), v1::INCIDENT_STATUS_CANCELLED);
  EXPECT_EQ(unit("car-1").status(), v1::UNIT_STATUS_AVAILABLE);
  EXPECT_EQ(unit("car-2").status(), v1::UNIT_STATUS_AVAILABLE);
}

// Units that are on the incident, as many as one decision recalls. All but the first were sent when that one was en route,
// so that three clocks of each pass their deadlines, and people are told.
TEST_P(EventStoreContract, HoldsTheLargestChangeThatTheRulesCanMake) {
  runner.policy = testing::acting_policy();
  given(report());
  for (int i = 1; i <= domain::kMaxUnitsAtOnce; ++i) {
    const std::string id = "car-" + std::to_string(i);
    given(register_unit(id), assign(id));
    if (i == 1) given(milestone(v1::MILESTONE_EN_ROUTE));
  }
  runner.clock.advance(24h);  // every deadline passes before anybody looks
  given(cancel());
  EXPECT_EQ(incident().status(), v1::INCIDENT_STATUS_CANCELLED);
  EXPECT_EQ(unit("car-30").status(), v1::UNIT_STATUS_AVAILABLE);
}

// Every clock of as many orders as an incident holds passes its deadline, and people are told.
TEST_P(EventStoreContract, HoldsTheMostThatFallsDueAtOnce) {
  runner.policy = testing::acting_policy();
  given(report());
  for (int i = 1; i <= domain::kMaxOrders; ++i) {
    const std::string id = "car-" + std::to_string(i);
    given(register_unit(id), assign(id));
    if (i == 1) given(milestone(v1::MILESTONE_EN_ROUTE));
  }
  runner.clock.advance(24h);
  given(note("who is still there?"));
  EXPECT_GT(log().size(), 3U * domain::kMaxOrders);
  EXPECT_EQ(incident().orders_size(), domain::kMaxOrders);
}

// Both of them, in one change.
domain::Change together(domain::Change one, domain::Change other) {
  std::ranges::move(other.events, std::back_inserter(one.events));
  std::ranges::move(other.incidents, std::back_inserter(one.incidents));
  return one;
}

TEST_P(EventStoreContract, ChangesTwoIncidentsTogetherOrNotAtAll) {
  given(report(), report(kOtherIncident));
  const domain::Change both = together(change(note("here")), change(note("there").on(kOtherIncident)));
  domain::Change stale = both;
  stale.incidents.back().from_version += 1;
  const std::string before = everything();
  EXPECT_FALSE(run(store->commit(stale)));
  EXPECT_EQ(everything(), before);
  EXPECT_TRUE(run(store->commit(both)));
  EXPECT_EQ(incident().notes(0).text().text(), "here");
  EXPECT_EQ(incident(kOtherIncident).notes(0).text().text(), "there");
  EXPECT_EQ(log().size(), 4U);
}

// The incident that a duplicate is linked to must still be the one that was looked at.
TEST_P(EventStoreContract, TheSecondIncidentOfALinkMustNotHaveChanged) {
  given(report(), report(kOtherIncident));
  const domain::Change linked = change(testing::link(kOtherIncident));
  ASSERT_EQ(linked.incidents.size(), 2U);
  EXPECT_EQ(linked.incidents.back().from_version + 1, linked.incidents.back().state.version());
  given(cancel());
  const std::string before = everything();
  EXPECT_FALSE(run(store->commit(linked)));
  EXPECT_EQ(everything(), before);
}

// A second incident that a decision has only looked at must still be the same, and stays as it is.
TEST_P(EventStoreContract, AnIncidentThatIsOnlyCheckedMustNotHaveChanged) {
  given(report(), report(kOtherIncident));
  domain::Change checks = change(note("here").on(kOtherIncident));
  checks.incidents.emplace_back(incident().version(), incident());
  given(note("there"));
  const std::string before = everything();
  EXPECT_FALSE(run(store->commit(checks)));
  EXPECT_EQ(everything(), before);
}

TEST_P(EventStoreContract, AnIncidentThatIsOnlyCheckedStaysAsItIs) {
  given(report(), report(kOtherIncident));
  const std::string kept = incident().SerializeAsString();
  domain::Change checks = change(note("here").on(kOtherIncident));
  checks.incidents.emplace_back(incident().version(), incident());
  EXPECT_TRUE(run(store->commit(checks)));
  EXPECT_EQ(incident().SerializeAsString(), kept);
  EXPECT_EQ(incident(kOtherIncident).notes_size(), 1);
}

// The units of a report with as many orders as move, after every deadline of both has passed.
TEST_P(EventStoreContract, HoldsTheLargestLink) {
  runner.policy = testing::acting_policy();
  given(report(), report(kOtherIncident));
  for (int i = 1; i <= domain::kMaxUnitsAtOnce; ++i) {
    const std::string id = "car-" + std::to_string(i);
    given(register_unit(id), assign(id).on(kOtherIncident));
    for (const auto reached : {v1::MILESTONE_DELIVERED, v1::MILESTONE_ACKNOWLEDGED, v1::MILESTONE_EN_ROUTE}) {
      given(testing::milestone(reached, id).on(kOtherIncident));
    }
  }
  runner.clock.advance(24h);
  given(testing::link(kOtherIncident));
  EXPECT_EQ(incident().orders_size(), domain::kMaxUnitsAtOnce);
  EXPECT_EQ(unit("car-30").incident_id(), kIncident);
}

TEST_P(EventStoreContract, ALinkChangesBothIncidentsInOneStep) {
  given(report(), report(kOtherIncident));
  EXPECT_TRUE(run(store->commit(change(testing::link(kOtherIncident)))));
  EXPECT_THAT(incident().duplicates(), ElementsAre(kOtherIncident));
  EXPECT_EQ(incident(kOtherIncident).status(), v1::INCIDENT_STATUS_DUPLICATE);
  EXPECT_THAT(run(store->open_incident_ids()), ElementsAre(kIncident));
}

TEST_P(EventStoreContract, OneEventMayChangeFurtherStatesThanTheOneItNames) {
  given(report(), report(kOtherIncident));
  domain::Change noted = change(note("of both"));
  v1::AggregateVersion& other = *noted.events.front().add_others();
  other.set_kind(v1::AGGREGATE_KIND_INCIDENT);
  other.set_id(kOtherIncident);
  other.set_version(2);
  const domain::Aggregates states =
      run(store->load({.incident_id = kIncident, .other_incident_id = kOtherIncident}));
  EXPECT_TRUE(run(store->commit(domain::change_of(states, noted.events))));
  for (const std::string& id : {kIncident, kOtherIncident}) {
    EXPECT_EQ(incident(id).version(), 2U);
    EXPECT_EQ(incident(id).notes(0).text().text(), "of both");
  }
  ASSERT_EQ(log().size(), 3U);
  EXPECT_EQ(log().back().event.SerializeAsString(), noted.events.front().SerializeAsString());
}

TEST_P(EventStoreContract, LoadsManyOfOneKindInTheOrderAskedFor) {
  given(report(), report(kOtherIncident), register_unit("car-1"), register_unit("car-2"));
  const auto incidents = run(store->load_incidents({kOtherIncident, "none", kIncident}));
  ASSERT_EQ(incidents.size(), 3U);
  EXPECT_EQ(incidents[0].SerializeAsString(), incident(kOtherIncident).SerializeAsString());
  EXPECT_EQ(incidents[1].id(), "none");
  EXPECT_EQ(incidents[1].version(), 0U);
  EXPECT_EQ(incidents[2].id(), kIncident);
  const auto units = run(store->load_units({"car-2", "car-1"}));
  ASSERT_EQ(units.size(), 2U);
  EXPECT_EQ(units[0].id(), "car-2");
  EXPECT_THAT(run(store->load_units({})), IsEmpty());
  EXPECT_THROW(run(store->load_units(std::vector<std::string>(kMaxLoad + 1, "car-1"))),
               std::invalid_argument);
}

TEST_P(EventStoreContract, RefusesToCommitNothingOrTooMuch) {
  const domain::Change reported = change(report());
  domain::Change nothing;
  EXPECT_THROW(run(store->commit(nothing)), std::invalid_argument);
  domain::Change events = reported;
  events.events.resize(kMaxEvents + 1, reported.events[0]);
  EXPECT_THROW(run(store->commit(events)), std::invalid_argument);
  domain::Change aggregates = reported;
  aggregates.units.resize(kMaxAggregates);
  EXPECT_THROW(run(store->commit(aggregates)), std::invalid_argument);
  domain::Change incidents = reported;
  incidents.incidents.resize(kMaxIncidents + 1, reported.incidents.front());
  EXPECT_THROW(run(store->commit(incidents)), std::invalid_argument);
  EXPECT_THAT(log(), IsEmpty());
}

TEST_P(EventStoreContract, NumbersTheEventsOfAllAggregatesDensely) {
  given(register_unit(), report(), report(kOtherIncident), assign(), cancel(), note().on(kOtherIncident));
  const std::vector<LoggedEvent> events = log();
  ASSERT_EQ(events.size(), 7U);
  for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(events[i].sequence, i + 1);
  EXPECT_EQ(run(store->last_sequence()), 7U);
}

TEST_P(EventStoreContract, OfConcurrentCommitsOnOneVersionExactlyOneWins) {
  given(report());
  for (int round = 0; round < 20; ++round) {
    const domain::Change noted = change(note("round " + std::to_string(round)));
    std::vector<std::future<bool>> commits;
    for (int i = 0; i < 8; ++i) commits.push_back(testing::start(io, store->commit(noted)));
    int won = 0;
    for (std::future<bool>& commit : commits) won += testing::run(io, std::move(commit)) ? 1 : 0;
    EXPECT_EQ(won, 1);
  }
  EXPECT_EQ(incident().version(), 21U);
  EXPECT_EQ(log().size(), 21U);
}

TEST_P(EventStoreContract, ALogThatIsReplayedGivesTheStoredStates) {
  given(register_unit(), report(), assign());
  runner.clock.advance(31s);  // the order is not signed in time
  given(note(), milestone(v1::MILESTONE_EN_ROUTE), milestone(v1::MILESTONE_READ));
  given(milestone(v1::MILESTONE_ON_SCENE), disposition(), milestone(v1::MILESTONE_CLEARED));
  given(report(kOtherIncident), assign().on(kOtherIncident), recall().on(kOtherIncident));
  given(testing::close(), testing::reopen());
  std::map<std::string, v1::Incident> incidents;
  std::map<std::string, v1::Unit> units;
  for (const LoggedEvent& logged : log()) {
    const v1::Event& event = logged.event;
    if (event.incident_version() != 0) domain::apply(event, incidents[event.incident_id()]);
    if (event.unit_version() != 0) domain::apply(event, units[event.unit_id()]);
  }
  EXPECT_EQ(incidents.size(), 2U);
  for (const auto& [id, state] : incidents)
    EXPECT_EQ(state.SerializeAsString(), incident(id).SerializeAsString());
  EXPECT_EQ(units.at("car-1").SerializeAsString(), unit().SerializeAsString());
}

TEST_P(EventStoreContract, KeepsAnyBytesInIdsAndPayloads) {
  const std::string id("警情\0{x}\r\n", 12);
  domain::Change reported = change(report(id));
  reported.events[0].set_fingerprint(std::string("\0\r\n\xff", 4));
  EXPECT_TRUE(run(store->commit(reported)));
  EXPECT_EQ(incident(id).id(), id);
  EXPECT_EQ(log().at(0).event.fingerprint(), std::string("\0\r\n\xff", 4));
  EXPECT_THAT(run(store->open_incident_ids()), ElementsAre(id));
  EXPECT_EQ(run(store->next_due(1)).at(0).incident_id, id);
}

TEST_P(EventStoreContract, DistrictsDoNotSeeEachOther) {
  given(report(), register_unit());
  const std::unique_ptr<EventStore> other = another_district();
  EXPECT_EQ(run(other->load({.incident_id = kIncident})).incident.version(), 0U);
  EXPECT_EQ(run(other->last_sequence()), 0U);
  EXPECT_THAT(run(other->open_incident_ids()), IsEmpty());
  EXPECT_THAT(run(other->unit_ids()), IsEmpty());
  EXPECT_THAT(run(other->next_due(10)), IsEmpty());
  EXPECT_TRUE(run(other->commit(change(report(kOtherIncident)))));
  EXPECT_EQ(log().size(), 2U);
}

TEST_P(EventStoreContract, ListsIncidentsWhileTheyAreOpen) {
  given(report(), report(kOtherIncident), note());
  EXPECT_THAT(run(store->open_incident_ids()), UnorderedElementsAre(kIncident, kOtherIncident));
  given(disposition(), testing::close(), cancel().on(kOtherIncident));
  EXPECT_THAT(run(store->open_incident_ids()), IsEmpty());
  given(testing::reopen());
  EXPECT_THAT(run(store->open_incident_ids()), ElementsAre(kIncident));
}

TEST_P(EventStoreContract, ListsEveryUnitOnce) {
  given(register_unit("car-1"), register_unit("car-2"), register_unit("car-1"), report(), assign("car-2"));
  EXPECT_THAT(run(store->unit_ids()), UnorderedElementsAre("car-1", "car-2"));
}

// In seconds after the call, of all incidents.
std::vector<std::pair<std::string, std::int64_t>> deadlines(const std::vector<DueIncident>& due) {
  std::vector<std::pair<std::string, std::int64_t>> list;
  for (const DueIncident& each : due)
    list.emplace_back(each.incident_id, (each.due_at_ms - kCallAtMs) / 1'000);
  return list;
}

TEST_P(EventStoreContract, ListsTheNextDeadlineOfEachIncidentEarliestFirst) {
  auto later = report(kIncident);
  later.request.mutable_call()->set_answered_at_ms(kCallAtMs + 5'000);
  runner.clock.advance(10s);
  given(later, report(kOtherIncident), register_unit());
  using Due = std::pair<std::string, std::int64_t>;
  EXPECT_THAT(deadlines(run(store->next_due(10))), ElementsAre(Due(kOtherIncident, 60), Due(kIncident, 65)));
  EXPECT_THAT(deadlines(run(store->next_due(1))), ElementsAre(Due(kOtherIncident, 60)));
  given(assign());  // its signature is due in 30 s
  EXPECT_THAT(deadlines(run(store->next_due(10))), ElementsAre(Due(kIncident, 40), Due(kOtherIncident, 60)));
  given(milestone(v1::MILESTONE_EN_ROUTE));
  EXPECT_THAT(deadlines(run(store->next_due(10))), ElementsAre(Due(kOtherIncident, 60), Due(kIncident, 905)));
}

TEST_P(EventStoreContract, ForgetsTheDeadlineOfWhatIsDue) {
  given(report());
  runner.clock.advance(24h);
  EXPECT_TRUE(run(runner.fire_due(kIncident)));
  EXPECT_THAT(run(store->next_due(10)), IsEmpty());
  EXPECT_EQ(domain::next_due_ms(incident()), 0);
  EXPECT_THAT(run(store->open_incident_ids()), ElementsAre(kIncident));
  EXPECT_FALSE(run(runner.fire_due(kIncident)));
}

}  // namespace
}  // namespace turnout::event_store
