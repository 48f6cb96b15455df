#include "chassis/clock_watch.h"

#include <iomanip>
#include <sstream>
#include <string>

#include "runtime/errors.h"
#include "runtime/log.h"

namespace turnout::chassis {
namespace {

using runtime::Milliseconds;
using telemetry::ClockWitness;
using telemetry::Seconds;

// A difference that is no longer followed raises an alarm. The alarm ends at a smaller difference, so that a clock
// at the edge does not fill the log.
constexpr Milliseconds kBegins = runtime::kLargestFollowed;
constexpr Milliseconds kEnds = kBegins * 0.8;

std::string contradiction(Milliseconds redis_ahead, Milliseconds tolerance) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(1) << "redis' clock is "
       << Seconds(std::chrono::abs(redis_ahead)).count() << " s "
       << (redis_ahead.count() > 0 ? "ahead of" : "behind") << " this host's, and may be at most "
       << Seconds(tolerance).count() << " s off: correct the wrong clock";
  return text.str();
}

}  // namespace

Awaitable<void> ClockWatch::set_clock(std::chrono::milliseconds tolerance) {
  clock_.set_by_host();
  const Milliseconds ahead = co_await redis_ahead();
  if (std::chrono::abs(ahead) <= tolerance) co_return;
  throw runtime::Unavailable(contradiction(ahead, tolerance));
}

void ClockWatch::poll_host() {
  show(ClockWitness::kHost, clock_.follow_host());
}

Awaitable<void> ClockWatch::poll_redis() {
  const Milliseconds ahead = co_await redis_ahead();
  show(ClockWitness::kRedis, ahead);
}

Awaitable<Milliseconds> ClockWatch::redis_ahead() {
  const Milliseconds sent = clock_.wall();
  const Milliseconds server = co_await store_.server_time();
  const Milliseconds received = clock_.wall();
  if (server < sent) co_return server - sent;
  if (server > received) co_return server - received;
  co_return Milliseconds(0);
}

void ClockWatch::show(ClockWitness witness, Milliseconds ahead) {
  metrics_.set_clock_disagreement(witness, ahead);
  bool& disagrees = disagrees_.at(static_cast<std::size_t>(witness));
  const bool did = disagrees;
  disagrees = std::chrono::abs(ahead) > (did ? kEnds : kBegins);
  if (disagrees == did) return;
  const log::Field source{"source", telemetry::name_of(witness)};
  const log::Field ahead_s{"ahead_s", Seconds(ahead).count()};
  if (disagrees) {
    log::error("a clock disagrees with the service clock", {source, ahead_s});
  } else {
    log::info("the clock agrees with the service clock again", {source, ahead_s});
  }
}

}  // namespace turnout::chassis
