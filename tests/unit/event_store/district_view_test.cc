#include "event_store/district_view.h"

#include "memory_district.h"

namespace turnout::event_store {
namespace {

using testing::assign;
using testing::cancel;
using testing::disposition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kIncident;
using testing::kOtherIncident;
using testing::note;
using testing::register_unit;
using testing::report;
using ::testing::SizeIs;

struct DistrictViewTest : MemoryDistrict {
  std::vector<Entry> take_after(std::uint64_t sequence) {
    return run(view.take(run(memory.read_after(sequence, 1'000, std::chrono::milliseconds(0)))));
  }
  std::vector<std::string> open() const {
    std::vector<std::string> ids;
    for (const auto& [id, state] : view.open_incidents()) {
      EXPECT_EQ(state->id(), id);
      ids.push_back(id);
    }
    return ids;
  }
  void expect_as_stored() {
    for (const auto& [id, state] : view.open_incidents()) {
      EXPECT_EQ(state->SerializeAsString(),
                run(memory.load({.incident_id = id})).incident.SerializeAsString());
    }
    for (const auto& [id, state] : view.units()) {
      EXPECT_EQ(state->SerializeAsString(),
                run(memory.load({.unit_ids = {id}})).units.at(0).SerializeAsString());
    }
  }

  DistrictView view{store};
};

TEST_F(DistrictViewTest, LoadsWhatIsOpenAndEveryUnit) {
  runner.must(report(), report(kOtherIncident), register_unit("car-1"), register_unit("car-2"),
              assign("car-2"), cancel().on(kOtherIncident));
  EXPECT_EQ(run(view.load_current()), 6U);
  EXPECT_THAT(open(), ElementsAre(kIncident));
  EXPECT_THAT(view.units(), SizeIs(2));
  expect_as_stored();
}

TEST_F(DistrictViewTest, FollowsTheLogFromItsBegin) {
  runner.must(report(), register_unit(), report(kOtherIncident), assign(), note(),
              cancel().on(kOtherIncident));
  const std::vector<Entry> entries = take_after(0);
  ASSERT_THAT(entries, SizeIs(6));
  EXPECT_EQ(entries[3].sequence, 4U);
  EXPECT_EQ(entries[3].incident->version(), 2U);
  EXPECT_EQ(entries[3].unit->incident_id(), kIncident);
  EXPECT_EQ(entries[1].incident, nullptr);
  EXPECT_EQ(entries[4].unit, nullptr);
  EXPECT_EQ(entries[5].incident->status(), v1::INCIDENT_STATUS_CANCELLED);
  EXPECT_THAT(open(), ElementsAre(kIncident));
  expect_as_stored();
}

TEST_F(DistrictViewTest, GoesOnFromWhatItLoaded) {
  runner.must(report(), register_unit());
  const std::uint64_t sequence = run(view.load_current());
  runner.must(assign(), report(kOtherIncident), register_unit("car-2"));
  take_after(sequence);
  EXPECT_THAT(open(), ElementsAre(kIncident, kOtherIncident));
  expect_as_stored();
}

TEST_F(DistrictViewTest, KeepsANewerStateWhenOlderEventsCome) {
  runner.must(report(), register_unit(), assign(), note());
  run(view.load_current());
  const std::vector<Entry> entries = take_after(0);
  EXPECT_EQ(entries.front().incident->version(), 3U);
  expect_as_stored();
}

TEST_F(DistrictViewTest, AnIncidentThatIsOpenedAgainComesBack) {
  runner.must(report(), disposition(), testing::close());
  const std::uint64_t sequence = run(view.load_current());
  EXPECT_THAT(open(), IsEmpty());
  runner.must(testing::reopen());
  take_after(sequence);
  EXPECT_THAT(open(), ElementsAre(kIncident));
  expect_as_stored();
}

TEST_F(DistrictViewTest, StatesThatWereHandedOutDoNotChange) {
  runner.must(report());
  take_after(0);
  const IncidentState before = view.open_incidents().at(kIncident);
  runner.must(note());
  take_after(1);
  EXPECT_EQ(before->version(), 1U);
}

}  // namespace
}  // namespace turnout::event_store
