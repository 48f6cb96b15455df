#include "event_store/own_commits.h"

#include <gtest/gtest.h>

#include <memory>

namespace turnout::event_store {
namespace {

v1::Incident incident_at(std::uint64_t version, const std::string& id = "i-1") {
  v1::Incident incident;
  incident.set_id(id);
  incident.set_version(version);
  return incident;
}

domain::Change change_to(std::uint64_t version, const std::string& id = "i-1") {
  domain::Change change;
  change.incidents.push_back({.from_version = version - 1, .state = incident_at(version, id)});
  return change;
}

std::vector<Entry> in_log(std::uint64_t version) {
  std::vector<Entry> entries(1);
  entries.front().incident = std::make_shared<v1::Incident>(incident_at(version));
  return entries;
}

// 0 = none is known.
std::uint64_t newest(const OwnCommits& commits, IncidentState in_view = nullptr,
                     const std::string& id = "i-1") {
  const IncidentState state = commits.newest(id, std::move(in_view));
  return state ? state->version() : 0;
}

TEST(OwnCommits, AreKnownUntilTheLogHasBroughtThemBack) {
  OwnCommits commits;
  EXPECT_EQ(newest(commits), 0U);
  commits.add(change_to(3));
  EXPECT_EQ(newest(commits), 3U);
  commits.take(in_log(2));
  EXPECT_EQ(newest(commits), 3U);
  commits.take(in_log(3));
  EXPECT_EQ(newest(commits), 0U);
}

TEST(OwnCommits, GiveWayToANewerStateOfTheView) {
  OwnCommits commits;
  commits.add(change_to(3));
  EXPECT_EQ(newest(commits, std::make_shared<v1::Incident>(incident_at(2))), 3U);
  EXPECT_EQ(newest(commits, std::make_shared<v1::Incident>(incident_at(4))), 4U);
}

TEST(OwnCommits, AreNotReplacedByAnOlderOneWhoseAnswerCameLater) {
  OwnCommits commits;
  commits.add(change_to(4));
  commits.add(change_to(3));
  EXPECT_EQ(newest(commits), 4U);
}

TEST(OwnCommits, KeepIncidentsAndUnitsApart) {
  OwnCommits commits;
  domain::Change change;
  v1::Unit unit;
  unit.set_id("i-1");
  unit.set_version(7);
  change.units.push_back({.from_version = 6, .state = unit});
  commits.add(change);
  EXPECT_EQ(newest(commits), 0U);
  EXPECT_EQ(commits.newest("i-1", UnitState())->version(), 7U);
}

TEST(OwnCommits, AreBounded) {
  OwnCommits commits;
  for (std::size_t i = 0; i <= OwnCommits::kMaxStates; ++i)
    commits.add(change_to(1, "i-" + std::to_string(i)));
  const std::string last_kept = "i-" + std::to_string(OwnCommits::kMaxStates - 1);
  const std::string left_out = "i-" + std::to_string(OwnCommits::kMaxStates);
  EXPECT_EQ(newest(commits, nullptr, last_kept), 1U);
  EXPECT_EQ(newest(commits, nullptr, left_out), 0U);
  commits.add(change_to(2, last_kept));
  EXPECT_EQ(newest(commits, nullptr, last_kept), 2U);
}

}  // namespace
}  // namespace turnout::event_store
