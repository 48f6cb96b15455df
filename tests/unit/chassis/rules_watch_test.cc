#include "chassis/rules_watch.h"

#include <gmock/gmock.h>

#include <string>

#include "deployed.h"
#include "geo/data_error.h"
#include "testing/temporary_folder.h"

namespace turnout::chassis {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;
using ::testing::internal::CaptureStderr;
using ::testing::internal::GetCapturedStderr;

std::string zone_line(const std::string& zone) {
  return zone.empty() ? "" : "time_zone: " + zone + "\n";
}

std::string policy_with(const std::string& version, const std::string& limit, const std::string& zone = "") {
  std::string text = zone_line(zone) + "version: " + version +
                     "\nlimits:\n  - {clock: turnout, limit: " + limit + ", source: s}\ntravel_speeds:\n";
  for (const char* area : {"urban", "suburban", "rural"}) {
    text += std::string("  - {area: ") + area + ", speed_kmh: 30, source: s}\n";
  }
  return text;
}

std::string roster_with(const std::string& person, const std::string& zone = "") {
  return zone_line(zone) + "duties:\n  - {role: dispatcher, person: " + person + "}\n";
}

// A service whose policy is v1 with 5 min, and on whose roster P1 is the dispatcher.
class Watched : public ::testing::Test {
 protected:
  // What a look puts into the log.
  std::string logged() {
    CaptureStderr();
    watch_.poll();
    return GetCapturedStderr();
  }

  void change(const std::string& name, const std::string& text) {
    folder_.write(name, text);
    // As if the file before it had been written a day ago, whatever the file system's clock is good for.
    day_ += std::chrono::hours(24);
    std::filesystem::last_write_time(folder_.path() / name,
                                     std::filesystem::file_time_type::clock::now() + day_);
  }

  bool counts(const std::string& file, const std::string& outcome, int times) const {
    return metrics_.text().find("turnout_policy_reloads_total{file=\"" + file + "\",outcome=\"" + outcome +
                                "\"} " + std::to_string(times) + "\n") != std::string::npos;
  }

  bool is_shown_as_refused(const std::string& file) const {
    return metrics_.text().find("turnout_policy_file_refused{file=\"" + file + "\"} 1\n") !=
           std::string::npos;
  }

  std::int64_t limit_ms() const { return rules_.policy.limits(0).limit_ms(); }

  testing::TemporaryFolder folder_;
  RuleFiles files_{.policy = folder_.write("policy.yaml", policy_with("v1", "5 min")),
                   .roster = folder_.write("roster.yaml", roster_with("P1"))};
  City city_{kDeployedStations};
  Rules rules_ = load_rules(files_, city_);
  telemetry::Metrics metrics_{{.service = "test", .version = "0"}};
  RulesWatch watch_{files_, city_, rules_, metrics_};
  std::chrono::hours day_{0};
};

TEST_F(Watched, FilesThatStayAsTheyAreChangeNothing) {
  EXPECT_THAT(logged(), IsEmpty());
  change("policy.yaml", policy_with("v1", "5 min") + "# a remark\n");
  EXPECT_THAT(logged(), IsEmpty());
  EXPECT_TRUE(counts("policy", "taken_over", 0));
}

TEST_F(Watched, PolicyOfAnotherVersionIsTakenOverOnce) {
  change("policy.yaml", policy_with("v2", "4 min"));
  EXPECT_THAT(logged(), AllOf(HasSubstr("taken over"), HasSubstr("policy_version=v2")));
  EXPECT_EQ(limit_ms(), 240'000);
  EXPECT_THAT(logged(), IsEmpty());
  EXPECT_TRUE(counts("policy", "taken_over", 1));
}

TEST_F(Watched, BrokenPolicyIsRefusedOnceWithItsSentenceAndTheOldOneGoesOn) {
  change("policy.yaml", policy_with("v2", "4 weeks"));
  EXPECT_THAT(logged(), AllOf(HasSubstr("refused"), HasSubstr("4 weeks")));
  EXPECT_THAT(logged(), IsEmpty());
  EXPECT_EQ(limit_ms(), 300'000);
  EXPECT_TRUE(counts("policy", "refused", 1));
  EXPECT_TRUE(is_shown_as_refused("policy"));
  EXPECT_FALSE(is_shown_as_refused("roster"));
  change("policy.yaml", policy_with("v2", "4 min"));
  EXPECT_THAT(logged(), HasSubstr("taken over"));
  EXPECT_FALSE(is_shown_as_refused("policy"));
  EXPECT_EQ(limit_ms(), 240'000);
}

TEST_F(Watched, PolicyThatIsGoneIsRefusedAndTheOldOneGoesOn) {
  logged();
  std::filesystem::remove(files_.policy);
  EXPECT_THAT(logged(), HasSubstr("refused"));
  EXPECT_THAT(logged(), IsEmpty());
  EXPECT_EQ(limit_ms(), 300'000);
}

TEST_F(Watched, AnotherPolicyOfTheSameVersionIsRefused) {
  change("policy.yaml", policy_with("v1", "4 min"));
  EXPECT_THAT(logged(), HasSubstr("give it a new version"));
  EXPECT_EQ(limit_ms(), 300'000);
}

TEST_F(Watched, RosterIsTakenOverByItself) {
  change("roster.yaml", roster_with("P2"));
  change("policy.yaml", "version: [");
  logged();
  EXPECT_EQ(rules_.roster.duties(0).person_id(), "P2");
  EXPECT_EQ(rules_.policy.version(), "v1");
  EXPECT_TRUE(counts("roster", "taken_over", 1));
  EXPECT_TRUE(counts("policy", "refused", 1));
}

TEST_F(Watched, PolicyOfAnotherTimeZoneWaitsForTheRosterOfTheSame) {
  logged();
  change("policy.yaml", policy_with("v2", "4 min", "Asia/Shanghai"));
  EXPECT_THAT(logged(), AllOf(HasSubstr("refused"), HasSubstr("time_zone is"), HasSubstr("Asia/Shanghai"),
                              HasSubstr("a district has one time zone")));
  EXPECT_EQ(rules_.policy.version(), "v1");
  EXPECT_TRUE(is_shown_as_refused("policy"));
  EXPECT_THAT(logged(), IsEmpty());
  change("roster.yaml", roster_with("P2", "Asia/Shanghai"));
  logged();
  EXPECT_EQ(rules_.policy.version(), "v2");
  EXPECT_EQ(rules_.roster.time_zone().name(), "Asia/Shanghai");
  EXPECT_EQ(rules_.roster.duties(0).person_id(), "P2");
  EXPECT_FALSE(is_shown_as_refused("policy"));
  EXPECT_FALSE(is_shown_as_refused("roster"));
}

TEST_F(Watched, RosterOfAnotherTimeZoneWaitsForThePolicyOfTheSame) {
  logged();
  change("roster.yaml", roster_with("P2", "America/New_York"));
  logged();
  EXPECT_EQ(rules_.roster.duties(0).person_id(), "P1");
  EXPECT_TRUE(is_shown_as_refused("roster"));
  change("policy.yaml", policy_with("v2", "4 min", "America/New_York"));
  logged();
  EXPECT_EQ(rules_.policy.version(), "v2");
  EXPECT_EQ(rules_.roster.duties(0).person_id(), "P2");
}

TEST_F(Watched, PolicyAndRosterOfDifferentTimeZonesAreBothRefused) {
  logged();
  change("policy.yaml", policy_with("v2", "4 min", "Asia/Shanghai"));
  change("roster.yaml", roster_with("P2", "America/New_York"));
  EXPECT_THAT(logged(), AllOf(HasSubstr("file=policy"), HasSubstr("file=roster")));
  EXPECT_EQ(rules_.policy.version(), "v1");
  EXPECT_EQ(rules_.roster.duties(0).person_id(), "P1");
}

TEST(LoadedRules, OfDifferentTimeZonesAreRefusedNamingBothFiles) {
  const testing::TemporaryFolder folder;
  const City city(kDeployedStations);
  const auto load = [&](const std::string& of_policy, const std::string& of_roster) {
    return load_rules({.policy = folder.write("policy.yaml", policy_with("v1", "5 min", of_policy)),
                       .roster = folder.write("roster.yaml", roster_with("P1", of_roster))},
                      city);
  };
  EXPECT_THAT([&] { load("Asia/Shanghai", "America/New_York"); },
              ThrowsMessage<geo::DataError>(
                  AllOf(HasSubstr("policy.yaml: time_zone is \"Asia/Shanghai\" but \"America/New_York\" in "),
                        HasSubstr("roster.yaml: a district has one time zone, write the same in both"))));
  EXPECT_THAT([&] { load("Asia/Shanghai", ""); }, ThrowsMessage<geo::DataError>(HasSubstr("missing")));
  EXPECT_EQ(load("Asia/Shanghai", "Asia/Shanghai").roster.time_zone().name(), "Asia/Shanghai");
}

}  // namespace
}  // namespace turnout::chassis
