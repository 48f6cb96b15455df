#include "dispatch/finish_cancellations.h"

#include "../chassis/served_district.h"

namespace turnout::dispatch {
namespace {

using testing::assign;
using testing::cancel;
using testing::kIncident;
using testing::register_unit;
using testing::report;
using ::testing::SizeIs;
using Body = v1::Event;

constexpr int kUnits = 70;

struct FinishCancellations : chassis::ServedDistrict {
  FinishCancellations() {
    follower.listen([this](const std::vector<event_store::Entry>& entries) { finisher.take(entries); });
  }
  void begin_to_cancel_a_siege() {
    elsewhere.must(report());
    for (int i = 1; i <= kUnits; ++i) {
      const std::string unit = "car-" + std::to_string(i);
      elsewhere.must(register_unit(unit), assign(unit));
    }
    elsewhere.must(cancel());
  }

  CancellationFinisher finisher{io, district};
};

TEST_F(FinishCancellations, FindsAtItsStartWhatAKilledProcessHadBegun) {
  begin_to_cancel_a_siege();
  start_service();
  start(finisher.run());
  run_until_logged(Body::kIncidentCancelled);
  EXPECT_THAT(logged(Body::kUnitRecalled), SizeIs(kUnits));
}

TEST_F(FinishCancellations, ActsOnTheEventThatBeginsOne) {
  start_service();
  start(finisher.run());
  begin_to_cancel_a_siege();
  run_until_logged(Body::kIncidentCancelled);
  EXPECT_THAT(logged(Body::kUnitRecalled), SizeIs(kUnits));
}

}  // namespace
}  // namespace turnout::dispatch
