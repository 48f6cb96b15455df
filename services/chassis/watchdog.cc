#include "chassis/watchdog.h"

#include <boost/asio/post.hpp>
#include <chrono>
#include <cstdlib>
#include <future>
#include <memory>

#include "runtime/log.h"
#include "runtime/supervisor.h"

namespace turnout::chassis {
namespace {

constexpr std::chrono::seconds kLookEvery{3};
constexpr std::chrono::seconds kLongestAnswer{3};
constexpr int kFailuresInARow = 3;
constexpr std::chrono::seconds kReadyWhileCompleteWithin{5};

}  // namespace

Watchdog::Watchdog(rpc::Server& server, boost::asio::io_context& io, const event_store::LogFollower& follower)
    : server_(server), io_(io), follower_(follower), thread_([this] { run(); }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  ended_.notify_all();
  thread_.join();
}

void Watchdog::run() {
  int failures = 0;
  while (waits_for_next_round()) {
    tell_readiness();
    const bool answers = port_answers();
    if (answers && handlers_run()) {
      failures = 0;
      runtime::tell_supervisor("WATCHDOG=1");
      continue;
    }
    ++failures;
    log::error("the service does not serve", {{"cause", answers ? "handlers" : "port"}, {"times", failures}});
    // Nothing can be drained: what would have to end is what hangs.
    if (failures == kFailuresInARow) std::_Exit(kNotServedExitCode);
  }
}

bool Watchdog::waits_for_next_round() {
  std::unique_lock lock(mutex_);
  return !ended_.wait_for(lock, kLookEvery, [this] { return ends_; });
}

// A packet filter (IPAddressAllow= of systemd) may keep the process from its own address: what has never answered proves nothing.
bool Watchdog::port_answers() {
  if (server_.answers(kLongestAnswer)) {
    has_answered_ = true;
    return true;
  }
  if (!has_answered_) log::warn("the service cannot reach its own port, so it cannot watch it");
  return !has_answered_;
}

bool Watchdog::handlers_run() {
  const auto ran = std::make_shared<std::promise<void>>();
  std::future<void> done = ran->get_future();
  boost::asio::post(io_, [ran] { ran->set_value(); });
  return done.wait_for(kLongestAnswer) == std::future_status::ready;
}

void Watchdog::tell_readiness() {
  const bool ready = follower_.age() < kReadyWhileCompleteWithin;
  if (ready == ready_) return;
  ready_ = ready;
  server_.set_ready(ready);
  log::info(ready ? "ready again" : "not ready: the event store cannot be reached");
}

}  // namespace turnout::chassis
