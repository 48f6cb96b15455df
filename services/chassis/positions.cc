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

bool Positions::take(v1::Fix fix) {
  if (last_at_ms(fix) > fix.at_ms()) return false;
  changed_.insert(fix.unit_id());
  moved_.wake();
  keep(std::move(fix));
  return true;
}

std::int64_t Positions::last_at_ms(const v1::Fix& fix) const {
  const auto last = last_.find(fix.unit_id());
  return last == last_.end() ? 0 : last->second.at_ms();
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
    if (last_at_ms(fix) < fix.at_ms()) keep(std::move(fix));
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
    if (last_.at(published.unit_id()).at_ms() == published.at_ms()) changed_.erase(published.unit_id());
  }
  boost::asio::steady_timer pause(io_, kPublishEvery);
  co_await pause.async_wait(boost::asio::use_awaitable);
}

}  // namespace turnout::chassis
