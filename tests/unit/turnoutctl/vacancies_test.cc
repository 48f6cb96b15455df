#include "turnoutctl/vacancies.h"

#include <gmock/gmock.h>

#include "chassis/policy_file.h"
#include "chassis/roster_file.h"

namespace turnout::turnoutctl {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int64_t kDayMs = 86'400'000;

class Vacancies : public ::testing::Test {
 protected:
  std::vector<std::string> found() const { return vacancies(policy_, roster_, city_); }

  // Holds every post of the policy in the whole district.
  void hold_every_post(std::int64_t from_ms, std::int64_t until_ms) {
    for (int role = v1::DUTY_ROLE_DISPATCHER; role < v1::DutyRole_ARRAYSIZE; ++role) {
      v1::Duty& duty = *roster_.add_duties();
      duty.set_role(static_cast<v1::DutyRole>(role));
      duty.set_person_id("P1");
      duty.set_from_ms(from_ms);
      duty.set_until_ms(until_ms);
    }
  }

  chassis::City city_{TURNOUT_SOURCE_DIR "/deploy/city/stations.geojson"};
  v1::Policy policy_ = chassis::read_policy(TURNOUT_SOURCE_DIR "/deploy/city/policy.yaml");
  v1::Roster roster_;
};

TEST_F(Vacancies, AreNoneInTheDemonstrationCity) {
  roster_ = chassis::load_roster(TURNOUT_SOURCE_DIR "/deploy/city/roster.yaml", city_);
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Vacancies, AreEveryPostOfAnEmptyRoster) {
  EXPECT_THAT(found(), SizeIs(4 * (city_.stations().size() + 1)));
  EXPECT_THAT(found(), Contains(::testing::StartsWith(
                           "roster: nobody is station chief of an incident without a station at ")));
}

TEST_F(Vacancies, AreHoursThatNobodyCovers) {
  hold_every_post(0, 0);
  roster_.mutable_duties(2)->set_until_minute(20 * 60);
  EXPECT_THAT(found(), SizeIs(city_.stations().size() + 1));
  EXPECT_THAT(found(), Contains("roster: nobody is station chief of chengguan at 1970-01-02 20:00 UTC"));
}

TEST_F(Vacancies, AreToldInTheTimeOfTheCity) {
  hold_every_post(0, 0);
  roster_.mutable_time_zone()->set_name("Asia/Shanghai");
  roster_.mutable_time_zone()->add_offsets()->set_offset_ms(8 * 3'600'000);
  roster_.mutable_duties(2)->set_until_minute(20 * 60);
  EXPECT_THAT(
      found(),
      Contains(::testing::EndsWith("is station chief of chengguan at 1970-01-02 20:00 Asia/Shanghai")));
}

TEST_F(Vacancies, AreDaysBetweenTwoDutiesButNotTheEndOfTheRoster) {
  hold_every_post(kDayMs, 3 * kDayMs);
  EXPECT_THAT(found(), IsEmpty());
  hold_every_post(4 * kDayMs, 5 * kDayMs);
  EXPECT_THAT(found(), Contains("roster: nobody is dispatcher of gulou at 1970-01-04 00:00 UTC"));
}

TEST_F(Vacancies, AreNoneInANightThatBelongsToTheDayBefore) {
  hold_every_post(kDayMs, 3 * kDayMs);
  for (v1::Duty& duty : *roster_.mutable_duties()) {
    duty.set_from_minute(8 * 60);
    duty.set_until_minute(8 * 60);
  }
  EXPECT_THAT(found(), IsEmpty());
}

}  // namespace
}  // namespace turnout::turnoutctl
