#include "chassis/clock_watch.h"

#include <gmock/gmock.h>

#include "testing/redis_district.h"

namespace turnout::chassis {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::internal::CaptureStderr;
using ::testing::internal::GetCapturedStderr;
using namespace std::chrono_literals;
using runtime::Milliseconds;
using testing::run;

// A service on a host whose wall clock can be set, with a Redis on another one, which is right.
class Watch : public ::testing::Test, protected testing::RedisDistrict {
 protected:
  runtime::HostTime host_time() const {
    runtime::HostTime time = runtime::host_time();
    time.wall += passed_ + host_is_ahead_;
    time.monotonic += passed_;
    return time;
  }

  double shown(const std::string& source) const {
    const std::string series = "turnout_clock_disagreement_seconds{source=\"" + source + "\"} ";
    const std::string text = metrics.text();
    const std::size_t at = text.find(series);
    return at == std::string::npos ? NAN : std::stod(text.substr(at + series.size()));
  }

  // What a look at both clocks puts into the log.
  std::string logged() {
    CaptureStderr();
    watch_.poll_host();
    run(io, watch_.poll_redis());
    return GetCapturedStderr();
  }

  Milliseconds host_is_ahead_{0};
  Milliseconds passed_{0};
  runtime::ServiceClock clock_{{}, [this] { return host_time(); }};
  ClockWatch watch_{clock_, store, metrics};
};

TEST_F(Watch, IsSilentWhileTheClocksAgree) {
  run(io, watch_.set_clock(5s));
  EXPECT_THAT(logged(), IsEmpty());
  EXPECT_NEAR(shown("host"), 0, 0.1);
  EXPECT_NEAR(shown("redis"), 0, 0.1);
}

TEST_F(Watch, TellsOnceThatTheHostsClockWasSetAndOnceThatItIsRightAgain) {
  for (const Milliseconds by : {Milliseconds(1h), Milliseconds(-48h), Milliseconds(-700)}) {
    host_is_ahead_ = by;
    EXPECT_THAT(logged(), AllOf(HasSubstr("a clock disagrees"), HasSubstr("source=host")));
    EXPECT_NEAR(shown("host"), telemetry::Seconds(by).count(), 0.1);
    EXPECT_NEAR(shown("redis"), 0, 0.1);
    EXPECT_THAT(logged(), IsEmpty());
    host_is_ahead_ = Milliseconds(0);
    EXPECT_THAT(logged(), AllOf(HasSubstr("agrees"), HasSubstr("source=host")));
    EXPECT_THAT(logged(), IsEmpty());
  }
}

TEST_F(Watch, TellsThatRedisDisagreesWithAClockThatWasWrongFromTheBeginning) {
  host_is_ahead_ = Milliseconds(-3s);
  run(io, watch_.set_clock(5s));
  EXPECT_THAT(logged(), AllOf(HasSubstr("a clock disagrees"), HasSubstr("source=redis")));
  EXPECT_NEAR(shown("host"), 0, 0.1);
  EXPECT_NEAR(shown("redis"), 3, 0.1);
}

TEST_F(Watch, DoesNotFillTheLogWithAWitnessAtTheEdge) {
  host_is_ahead_ = Milliseconds(520);
  EXPECT_THAT(logged(), HasSubstr("a clock disagrees"));
  host_is_ahead_ = Milliseconds(480);
  EXPECT_THAT(logged(), IsEmpty());
}

TEST_F(Watch, DoesNotTrustAHostAndARedisThatDisagreeUntilTheyAgree) {
  host_is_ahead_ = Milliseconds(1h);
  EXPECT_THAT(unavailable(watch_.set_clock(5s)),
              AllOf(HasSubstr("redis' clock is 3600.0 s behind this host's"), HasSubstr("at most 5.0 s")));
  host_is_ahead_ = Milliseconds(-48h);
  EXPECT_THAT(unavailable(watch_.set_clock(5s)), HasSubstr("172800.0 s ahead of this host's"));
  host_is_ahead_ = Milliseconds(4s);
  run(io, watch_.set_clock(5s));
  EXPECT_NEAR((clock_.wall() - host_time().wall).count(), 0, 100);
}

// A Redis that is slow is not taken for one whose clock is off.
TEST_F(Watch, ForgivesRedisTheTimeThatItsAnswerTook) {
  run(io, watch_.set_clock(5s));
  CaptureStderr();
  server.pause();
  auto look = testing::start(io, watch_.poll_redis());
  io.poll();
  passed_ = Milliseconds(700);
  server.resume();
  run(io, std::move(look));
  EXPECT_EQ(shown("redis"), 0);
  EXPECT_THAT(GetCapturedStderr(), IsEmpty());
}

}  // namespace
}  // namespace turnout::chassis
