#include "chassis/policy_file.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "chassis/city.h"
#include "deployed.h"
#include "domain/policy.h"
#include "geo/data_error.h"
#include "testing/temporary_folder.h"
#include "testing/utc.h"

namespace turnout::chassis {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;
using testing::utc;

constexpr const char* kDeployedPolicy = TURNOUT_SOURCE_DIR "/deploy/city/policy.yaml";
constexpr const char* kDeployedForTraces = TURNOUT_SOURCE_DIR "/deploy/traces/policy.yaml";

const std::string kVersion = "version: v\n";
const std::string kTurnout = "  - {clock: turnout, limit: 5 min, source: s}\n";
const std::string kSpeeds = "travel_speeds:\n  - {area: urban, speed_kmh: 30, source: s}\n";
// All that a policy must have.
const std::string kFit = kVersion + kSpeeds + "limits:\n" + kTurnout;

v1::Policy policy_of(const std::string& text) {
  const testing::TemporaryFolder folder;
  return load_policy(folder.write("policy.yaml", text), {v1::AREA_CLASS_URBAN});
}

TEST(PolicyFile, OfTheDemonstrationCityFitsItsStations) {
  const City city(kDeployedStations);
  const v1::Policy policy = load_policy(kDeployedPolicy, city.area_classes());
  EXPECT_EQ(policy.version(), "2026-02");
  EXPECT_EQ(policy.max_reassignments(), 2);
  EXPECT_EQ(policy.clocks_size(), 8);
  EXPECT_FALSE(policy.accept_imported_times());
}

TEST(PolicyFile, OfTracesWarnsAndDoesNothingElseByItself) {
  const City city(kDeployedStations);
  const v1::Policy policy = load_policy(kDeployedForTraces, city.area_classes());
  EXPECT_TRUE(policy.accept_imported_times());
  EXPECT_EQ(policy.max_reassignments(), 0);
  ASSERT_EQ(policy.clocks_size(), 1);
  EXPECT_EQ(policy.clocks(0).warnings_size(), 2);
  EXPECT_EQ(policy.clocks(0).ladder_size(), 0);
}

TEST(PolicyFile, ReadsEveryUnitOfTime) {
  const v1::Policy policy = policy_of(kFit +
                                      "  - {clock: assign, limit: 90 s, source: s}\n"
                                      "  - {clock: arrival, limit: 1.5 h, source: s}\n"
                                      "  - {clock: disposition, limit: 2 d, source: s}\n");
  EXPECT_EQ(policy.limits(0).limit_ms(), 300'000);
  EXPECT_EQ(policy.limits(1).limit_ms(), 90'000);
  EXPECT_EQ(policy.limits(2).limit_ms(), 5'400'000);
  EXPECT_EQ(policy.limits(3).limit_ms(), 172'800'000);
}

TEST(PolicyFile, ReadsWhatALimitDependsOn) {
  const v1::Policy policy = policy_of(
      "time_zone: Asia/Shanghai\n" + kFit +
      "  - {clock: arrival, kind: police, type: robbery, area: urban, priority: urgent, from: 2026-03-01,\n"
      "     until: 2027-01-01, limit: 8 min, source: s}\n");
  const v1::LimitRule& rule = policy.limits(1);
  EXPECT_EQ(rule.kind(), v1::CLOCK_KIND_ARRIVAL);
  EXPECT_EQ(rule.incident_kind(), v1::INCIDENT_KIND_POLICE);
  EXPECT_EQ(rule.incident_type(), "robbery");
  EXPECT_EQ(rule.area_class(), v1::AREA_CLASS_URBAN);
  EXPECT_EQ(rule.priority(), v1::PRIORITY_URGENT);
  EXPECT_EQ(rule.effective_from_ms(), 1'772'294'400'000) << "midnight there, 2026-02-28T16:00Z";
  EXPECT_EQ(rule.effective_until_ms(), 1'798'732'800'000);
}

TEST(PolicyFile, BeginsADayWithItsFirstInstantThere) {
  const auto begin_of = [](const std::string& zone, const std::string& day) {
    const std::string limit = "  - {clock: arrival, from: " + day + ", limit: 8 min, source: s}\n";
    const v1::Policy policy = policy_of("time_zone: " + zone + "\n" + kFit + limit);
    EXPECT_EQ(policy.time_zone().name(), zone);
    return policy.limits(1).effective_from_ms();
  };
  EXPECT_EQ(begin_of("America/New_York", "2026-03-08"), utc("2026-03-08", "05:00"));
  EXPECT_EQ(begin_of("America/New_York", "2026-03-09"), utc("2026-03-09", "04:00"));
  EXPECT_EQ(begin_of("America/New_York", "2026-11-02"), utc("2026-11-02", "05:00"));
  EXPECT_EQ(begin_of("Australia/Lord_Howe", "2026-10-05"), utc("2026-10-04", "13:00"));
  EXPECT_EQ(begin_of("Australia/Lord_Howe", "2026-04-06"), utc("2026-04-05", "13:30"));
  EXPECT_EQ(begin_of("Asia/Shanghai", "2028-02-29"), utc("2028-02-28", "16:00"));
  EXPECT_EQ(begin_of("Asia/Shanghai", "2027-01-01"), utc("2026-12-31", "16:00"));
  EXPECT_EQ(begin_of("America/Havana", "2026-03-08"), utc("2026-03-08", "05:00")) << "midnight is skipped";
}

TEST(PolicyFile, ReadsWarningsAndLadderOfAClock) {
  const v1::Policy policy = policy_of(kFit +
                                      "clocks:\n"
                                      "  - clock: turnout\n"
                                      "    start: call\n"
                                      "    stop: on_scene\n"
                                      "    warnings:\n"
                                      "      - {at: 60 %, tell: [dispatcher, shift_leader]}\n"
                                      "      - {before: 45 s, recommend_backup: true}\n"
                                      "    ladder:\n"
                                      "      - {role: shift_leader, wait: 0 s}\n"
                                      "      - {role: district_commander, wait: 2 min, repeat: 10 min}\n");
  const v1::ClockPolicy& rule = policy.clocks(0);
  EXPECT_EQ(rule.start(), v1::CLOCK_EDGE_CALL);
  EXPECT_EQ(rule.stop(), v1::CLOCK_EDGE_ON_SCENE);
  EXPECT_DOUBLE_EQ(rule.warnings(0).fraction(), 0.6);
  EXPECT_THAT(rule.warnings(0).tell(), ElementsAre(v1::DUTY_ROLE_DISPATCHER, v1::DUTY_ROLE_SHIFT_LEADER));
  EXPECT_EQ(rule.warnings(1).before_ms(), 45'000);
  EXPECT_TRUE(rule.warnings(1).recommend_backup());
  EXPECT_EQ(rule.ladder(0).wait_ms(), 0);
  EXPECT_EQ(rule.ladder(1).role(), v1::DUTY_ROLE_DISTRICT_COMMANDER);
  EXPECT_EQ(rule.ladder(1).repeat_ms(), 600'000);
}

TEST(PolicyFile, ReadsWhatIsDoneBesides) {
  const v1::Policy policy =
      policy_of(kFit +
                "  - {clock: acknowledge, limit: 30 s, source: s}\n"
                "max_reassignments: 3\n"
                "decline_needs_approval: true\n"
                "arbiter: district_commander\n"
                "scene_radius: 0.5 km\n"
                "turnout_time: 2 min\n"
                "country: CN\n"
                "duplicates: {same_phone_within: 1 h, same_type_within: 30 min, near: 200 m}\n");
  EXPECT_EQ(policy.max_reassignments(), 3);
  EXPECT_TRUE(policy.decline_needs_approval());
  EXPECT_EQ(policy.arbiter(), v1::DUTY_ROLE_DISTRICT_COMMANDER);
  EXPECT_EQ(policy.scene_radius_m(), 500);
  EXPECT_EQ(policy.turnout_time_ms(), 120'000);
  EXPECT_EQ(policy.country(), "CN");
  EXPECT_EQ(policy.duplicates().same_phone_within_ms(), 3'600'000);
  EXPECT_EQ(policy.duplicates().same_type_within_ms(), 1'800'000);
  EXPECT_EQ(policy.duplicates().near_m(), 200);
}

struct BadPolicy {
  std::string text;
  std::string complaint;  // part of the sentence
};

std::string limit(const std::string& fields) {
  return kVersion + kSpeeds + "limits:\n  - {" + fields + "}\n";
}
std::string clock(const std::string& fields) {
  return kFit + "clocks:\n  - {" + fields + "}\n";
}
std::string warning(const std::string& fields) {
  return clock("clock: turnout, warnings: [{" + fields + "}]");
}
std::string level(const std::string& fields) {
  return clock("clock: turnout, ladder: [{" + fields + "}]");
}

std::vector<BadPolicy> bad_limits() {
  return {
      {limit("clock: lunch, limit: 5 min, source: s"),
       ":5: clock is \"lunch\", allowed are assign, acknowledge"},
      {limit("clock: turnout, area: city, limit: 5 min, source: s"), "area is \"city\", allowed are urban,"},
      {limit("clock: turnout, priority: high, limit: 5 min, source: s"), "priority is \"high\", allowed are"},
      {limit("clock: turnout, kind: fire, limit: 5 min, source: s"), "kind is \"fire\", allowed are police,"},
      {limit("clock: turnout, limit: 5, source: s"),
       "limit is \"5\", allowed is 1 s to 366 d, as a number and"},
      {limit("clock: turnout, limit: -5 min, source: s"), "limit is \"-5 min\", allowed is 1 s"},
      {limit("clock: turnout, limit: 5 weeks, source: s"), "limit is \"5 weeks\", allowed is 1 s"},
      {limit("clock: turnout, limit: 0.1 s, source: s"), "limit is \"0.1 s\", allowed is 1 s"},
      {limit("clock: turnout, limit: nan s, source: s"), "limit is \"nan s\", allowed is 1 s"},
      {limit("clock: turnout, limit: 5 min"), "source is required"},
      {limit("clock: turnout, limit: 5 min, source: s, from: 2026-02-30"),
       "from is \"2026-02-30\", allowed is"},
      {limit("clock: turnout, limit: 5 min, source: s, until: soon"), "until is \"soon\", allowed is a day"},
      {limit("clock: turnout, limit: 5 min, source: s, from: 2026-03-01, until: 2026-03-01"),
       "ends before it begins"},
      {limit("clock: turnout, limit: 5 min, source: s, type: " + std::string(65, 'x')),
       "up to 64 characters"},
      {limit("clock: turnout, area: rural, limit: 5 min, source: s"), "has no turnout limit"},
      {limit("clock: turnout, limit: 5 min, source: s, until: 2027-01-01"), "has no turnout limit"},
      {kFit + kTurnout, "is given twice"},
  };
}

std::vector<BadPolicy> bad_clocks() {
  return {
      {clock("clock: turnout, start: noon"), "start is \"noon\", allowed are call, assigned"},
      {clock("clock: turnout, start: on_scene"), "must stop at a later milestone than it starts at"},
      {clock("clock: turnout}\n  - {clock: turnout"), "is given twice"},
      {warning("at: 60 %, tell: [boss]"), "tell is \"boss\", allowed are dispatcher"},
      {warning("at: 100 %, tell: [dispatcher]"), "at is \"100 %\", allowed is more than 0 %"},
      {warning("at: 60, tell: [dispatcher]"), "at is \"60\", allowed is more than 0 %"},
      {warning("before: 0 s, tell: [dispatcher]"), "before is \"0 s\", allowed is 1 s to 366 d"},
      {warning("tell: [dispatcher]"), "a warning has either at or before"},
      {warning("at: 50 %, before: 1 s, tell: [dispatcher]"), "a warning has either at or before"},
      {warning("at: 50 %"), "tells nobody and recommends no backup"},
      {warning("at: 50 %, recommend_backup: perhaps"), "recommend_backup must be true or false"},
      {level("role: boss, wait: 1 s"), "role is \"boss\", allowed are dispatcher"},
      {level("role: dispatcher"), "wait is required"},
      {level("role: dispatcher, wait: 8 d"), "wait is \"8 d\", allowed is 0 s to 7 d"},
      {level("role: dispatcher, wait: 0 s, repeat: 0 s"), "repeat is \"0 s\", allowed is 1 s to 7 d"},
      {level("role: dispatcher, wait: 0 s, repeat: 1 h}, {role: dispatcher, wait: 1 s"),
       "only the last level repeats"},
  };
}

std::vector<BadPolicy> bad_figures() {
  return {
      {"", "must be a mapping"},
      {"limits:\n" + kTurnout + kSpeeds, "version is required"},
      {kFit + "country: UK\n", "country: is \"UK\", allowed are the ISO 3166 codes of two capital letters"},
      {kFit + "country: china\n", "country: is \"china\", allowed are the ISO 3166 codes"},
      {kVersion + "limit:\n" + kTurnout, "limit is not known here; allowed are version"},
      {kVersion + kSpeeds, "has no turnout limit"},
      {kVersion + "limits:\n" + kTurnout, "has no travel speed"},
      {kVersion + "limits:\n" + kTurnout + "travel_speeds:\n  - {area: urban, speed_kmh: 900, source: s}\n",
       "outside 3.6 to 252 km/h"},
      {kVersion + "limits: 5\n", "limits must be a list"},
      {"version: [\n", "policy.yaml:"},
      {kFit + "max_reassignments: 11\n",
       "max_reassignments is \"11\", allowed is a whole number from 0 to 10"},
      {kFit + "max_reassignments: 1.5\n", "max_reassignments is \"1.5\", allowed is a whole number"},
      {kFit + "max_reassignments: 1\n", "max_reassignments: needs a limit for acknowledge"},
      {kFit + "decline_needs_approval: maybe\n", "decline_needs_approval must be true or false"},
      {kFit + "arbiter: mayor\n", "arbiter is \"mayor\", allowed are dispatcher"},
      {kFit + "scene_radius: 300\n", "scene_radius is \"300\", allowed is 10 m to 5000 m"},
      {kFit + "scene_radius: 6 km\n", "scene_radius is \"6 km\", allowed is 10 m to 5000 m"},
      {kFit + "turnout_time: 11 min\n", "turnout_time is \"11 min\", allowed is 1 s to 10 min"},
      {kFit + "duplicates: {near: 0 m}\n", "near is \"0 m\", allowed is 1 m to 5000 m"},
      {kFit + "duplicates: {same_type_within: 1 h}\n", "duplicates.near"},
      {kFit + "duplicates: {same_street: 1 h}\n", "same_street is not known here; allowed are same_phone"},
      {kFit + "utc_offset: \"+08:00\"\n", "write \"time_zone: Asia/Shanghai\" instead"},
      {kFit + "time_zone: Beijing\n", "time_zone is \"Beijing\", allowed is the IANA name of a time zone"},
  };
}

TEST(PolicyFile, ThatIsWrongIsRefusedNamingFileAndKey) {
  for (const auto& rows : {bad_limits(), bad_clocks(), bad_figures()}) {
    for (const BadPolicy& row : rows) {
      EXPECT_THAT([&] { policy_of(row.text); },
                  ThrowsMessage<geo::DataError>(AllOf(HasSubstr(row.complaint), HasSubstr("policy.yaml"))))
          << row.text;
    }
  }
}

}  // namespace
}  // namespace turnout::chassis
