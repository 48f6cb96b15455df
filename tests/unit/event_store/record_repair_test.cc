// States and events whose stored bytes have changed: each is noticed, and a state is made again from its events.
#include "event_store/record_repair.h"

#include <random>

#include "event_store/stored_form.h"
#include "memory_district.h"
#include "runtime/spawn.h"

namespace turnout::event_store {
namespace {

using testing::assign;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kIncident;
using testing::kOtherIncident;
using testing::milestone;
using testing::note;
using testing::register_unit;
using testing::report;
using testing::sign_on;
using ::testing::SizeIs;

const AggregateId kThisIncident{v1::AGGREGATE_KIND_INCIDENT, kIncident};
constexpr std::size_t kFlips = 4'000;

struct RecordRepairTest : MemoryDistrict {
  RecordRepairTest() {
    runner.must(report(), register_unit(), sign_on("officer-1"), assign(), note("the second floor"),
                report(kOtherIncident), milestone(v1::MILESTONE_EN_ROUTE));
  }

  std::string stored() { return run(memory.load({.incident_id = kIncident})).incident.SerializeAsString(); }

  // Meets what is damaged, as a service does that starts, and repairs it.
  void start_and_repair() {
    run(view.load_current());
    seen_open = view.open_incidents().size();
    runtime::spawn(io, repair.run());
    testing::run_until(io, [this] { return repair.waiting() == 0; });
    run(view.take(log()));
  }

  v1::Event last_event() { return log().back().event; }

  std::mt19937 dice{7};
  DistrictView view{memory};
  testing::ManualClock clock{testing::kCallAtMs};
  RecordRepair repair{io, memory, clock, metrics};
  std::size_t seen_open = 0;
};

TEST_F(RecordRepairTest, NoticesEveryBitThatFlipsInASnapshot) {
  const std::size_t bits = 8 * memory.bytes_of(kThisIncident).size();
  std::size_t noticed_without_checksum = 0;
  for (std::size_t i = 0; i < kFlips; ++i) {
    const std::size_t bit = dice() % bits;
    memory.damage(kThisIncident, bit);
    EXPECT_THROW(run(memory.load({.incident_id = kIncident})), DamagedRecord) << "bit " << bit;
    std::string content = memory.bytes_of(kThisIncident);
    content.resize(content.size() - 4);
    if (!v1::Incident().ParseFromString(content)) ++noticed_without_checksum;
    memory.damage(kThisIncident, bit);
  }
  EXPECT_LT(noticed_without_checksum, kFlips / 2) << "the control: most flips would still be read";
}

TEST_F(RecordRepairTest, NoticesEveryBitThatFlipsInAnEvent) {
  for (std::size_t i = 0; i < kFlips; ++i) {
    const std::uint64_t sequence = 1 + dice() % log().size();
    const std::size_t bit = dice() % (8 * memory.bytes_of_event(sequence).size());
    memory.damage_event(sequence, bit);
    EXPECT_THAT(log().at(sequence - 1).fault, HasSubstr("checksum"));
    memory.damage_event(sequence, bit);
  }
}

TEST_F(RecordRepairTest, MakesADamagedIncidentAgainAndServesTheOthersMeanwhile) {
  v1::Incident before;
  before.ParseFromString(stored());
  memory.damage(kThisIncident, 77);
  start_and_repair();
  EXPECT_EQ(seen_open, 1U) << "the other one";
  EXPECT_THAT(view.open_incidents(), SizeIs(2));
  before.set_version(before.version() + 1);
  EXPECT_EQ(stored(), before.SerializeAsString());
  EXPECT_EQ(view.open_incident(kIncident)->SerializeAsString(), before.SerializeAsString());
  EXPECT_THAT(last_event().record_repaired().fault(), HasSubstr("checksum"));
}

TEST_F(RecordRepairTest, MakesADamagedUnitAndPersonAgain) {
  memory.damage({v1::AGGREGATE_KIND_UNIT, "car-1"}, 5);
  memory.damage({v1::AGGREGATE_KIND_PERSON, "officer-1"}, 5);
  EXPECT_THROW(run(memory.load({.person_ids = {"officer-1"}})), DamagedRecord);
  start_and_repair();
  EXPECT_EQ(run(memory.load({.unit_ids = {"car-1"}})).units.front().incident_id(), kIncident);
  EXPECT_EQ(run(memory.load({.person_ids = {"officer-1"}})).people.front().unit_id(), "car-1");
}

TEST_F(RecordRepairTest, MakesAgainWhatAnIndexNamesAndWhatIsNotThere) {
  memory.lose(kThisIncident);
  start_and_repair();
  EXPECT_EQ(view.open_incident(kIncident)->orders(0).unit_id(), "car-1");
}

TEST_F(RecordRepairTest, GoesOnWithoutEventsThatAreLostAndCountsThem) {
  memory.damage(kThisIncident, 77);
  memory.damage_event(5, 20);
  start_and_repair();
  const event_store::IncidentState repaired = view.open_incident(kIncident);
  ASSERT_NE(repaired, nullptr);
  EXPECT_EQ(repaired->events_missing(), 1U);
  EXPECT_THAT(repaired->notes(), IsEmpty());
  EXPECT_EQ(repaired->orders(0).unit_id(), "car-1");
}

TEST_F(RecordRepairTest, ForgetsNobodyWhoseReportItselfIsLost) {
  memory.damage(kThisIncident, 77);
  memory.damage_event(1, 20);
  start_and_repair();
  ASSERT_NE(view.open_incident(kIncident), nullptr);
  EXPECT_EQ(view.open_incident(kIncident)->status(), v1::INCIDENT_STATUS_OPEN);
}

TEST_F(RecordRepairTest, TheNewestEventsMayBeTheLostOnes) {
  memory.damage(kThisIncident, 77);
  memory.damage_event(7, 20);
  start_and_repair();
  EXPECT_EQ(view.open_incident(kIncident)->events_missing(), 1U);
  runner.must(note("all is well"));
}

}  // namespace
}  // namespace turnout::event_store
