#include "turnoutctl/mine.h"

#include <gtest/gtest.h>

#include "domain/summary.h"
#include "incidents.h"

namespace turnout::turnoutctl {
namespace {

class Mine : public testing::Test {
 protected:
  bool concerns_me() const {
    return concerns(incident, "P1001", {.units = units, .escalations = escalations});
  }

  v1::IncidentSummary incident = domain::summary_of(open_incident("i-1"));
  std::vector<v1::Unit> units = std::vector<v1::Unit>(1);
  std::vector<v1::RaisedEscalation> escalations = std::vector<v1::RaisedEscalation>(1);
};

TEST_F(Mine, IsNotAnIncidentOfOthers) {
  incident.mutable_responsible()->set_officer_id("P1002");
  incident.add_active_orders()->set_signed_by("P1002");
  EXPECT_FALSE(concerns_me());
}

TEST_F(Mine, IsAnIncidentThatIAnswerFor) {
  incident.mutable_responsible()->set_officer_id("P1001");
  EXPECT_TRUE(concerns_me());
}

TEST_F(Mine, IsAnIncidentOfWhichISignedAnOrder) {
  incident.add_active_orders()->set_signed_by("P1001");
  EXPECT_TRUE(concerns_me());
}

TEST_F(Mine, IsAnIncidentThatMyUnitIsOnByItsShiftElseByItsUsualCrew) {
  units[0].set_incident_id("i-1");
  units[0].mutable_details()->add_officers("P1001");
  EXPECT_TRUE(concerns_me());
  units[0].mutable_shift()->add_officers("P1002");
  EXPECT_FALSE(concerns_me());
  units[0].mutable_shift()->add_auxiliaries("P1001");
  EXPECT_TRUE(concerns_me());
  units[0].set_incident_id("i-2");
  EXPECT_FALSE(concerns_me());
}

TEST_F(Mine, IsAnIncidentOfWhichIWasTold) {
  escalations[0].set_incident_id("i-1");
  EXPECT_FALSE(concerns_me());
  escalations[0].mutable_escalation()->set_person("P1001");
  EXPECT_TRUE(concerns_me());
}

}  // namespace
}  // namespace turnout::turnoutctl
