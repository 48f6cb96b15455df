#include "chassis/positions.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <utility>

#include "runtime/log.h"
#include "telemetry/background_loop.h"

namespace turnout::chassis {
namespace {

constexpr std::chrono::milliseconds kPublishEvery{200};
constexpr std::size_t kMaxInAMessage = 1'000;

}  // namespace

Positions::Positions(boost::asio::io_context& io, const redis::ConnectionOptions& redis,
                     const std::string& district, telemetry::Metrics& metrics)
    : io_(io),
      metrics_(metrics),
      channel_("{d:" + district + "}:positions"),
      commands_(io, redis),
      subscription_(io, redis, channel_),
      moved_(io) {}

void Positions::listen() {
  subscription_.listen([this](const std::string& message) { receive(message); });
}

Awaitable<void> Positions::publish() {
  return telemetry::run_loop(io_, metrics_, telemetry::Loop::kPositions,
                             [this] { return publish_changes(); });
}

void Positions::close() {
  commands_.close();
  subscription_.close();
}

domain::FixQuality Positions::take(const v1::Fix& report, std::int64_t now_ms) {
  domain::NextFix next = domain::next_fix(report, last_of(report.unit_id()), now_ms);
  changed_.insert(report.unit_id());
  moved_.wake();
  keep(std::move(next.fix));
  return next.quality;
}

const v1::Fix& Positions::last_of(const std::string& unit_id) const {
  const auto last = last_.find(unit_id);
  return last == last_.end() ? v1::Fix::default_instance() : last->second;
}

void Positions::keep(v1::Fix fix) {
  v1::Fix& last = last_[fix.unit_id()];
  last = std::move(fix);
  for (const auto& listener : listeners_) listener(last);
}

void Positions::receive(const std::string& message) {
  v1::Fixes fixes;
  if (!fixes.ParseFromString(message)) {
    log::warn("skipping unreadable positions message", {{"bytes", message.size()}});
    return;
  }
  for (v1::Fix& fix : *fixes.mutable_fixes()) {
    // The process also receives its own messages.
    if (last_of(fix.unit_id()).received_at_ms() < fix.received_at_ms()) keep(std::move(fix));
  }
}

Awaitable<void> Positions::publish_changes() {
  if (changed_.empty()) co_await moved_.wait();
  v1::Fixes fixes;
  for (const std::string& unit_id : changed_) {
    if (static_cast<std::size_t>(fixes.fixes_size()) == kMaxInAMessage) break;
    *fixes.add_fixes() = last_.at(unit_id);
  }
  std::vector<std::string> publish = redis::args("PUBLISH", channel_, fixes.SerializeAsString());
  co_await commands_.command(std::move(publish));
  for (const v1::Fix& published : fixes.fixes()) {
    if (last_of(published.unit_id()).received_at_ms() != published.received_at_ms()) continue;
    changed_.erase(published.unit_id());
  }
  boost::asio::steady_timer pause(io_, kPublishEvery);
  co_await pause.async_wait(boost::asio::use_awaitable);
}

}  // namespace turnout::chassis
