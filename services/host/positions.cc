#include "host/positions.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <utility>

#include "runtime/errors.h"
#include "runtime/log.h"
#include "telemetry/background_loop.h"

namespace turnout::host {
namespace {

constexpr std::chrono::milliseconds kTellEvery{200};
constexpr std::size_t kMostInAMessage = 1'000;

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
  subscription_.listen([this](const std::string& message) { hear(message); });
}

Awaitable<void> Positions::tell() {
  return telemetry::run_loop(io_, metrics_, telemetry::Loop::kPositions,
                             [this] { return tell_what_changed(); });
}

void Positions::close() {
  commands_.close();
  subscription_.close();
}

bool Positions::take(v1::Fix fix) {
  if (last_at_ms(fix) > fix.at_ms()) return false;
  untold_.insert(fix.unit_id());
  moved_.wake();
  keep(std::move(fix));
  return true;
}

std::int64_t Positions::last_at_ms(const v1::Fix& fix) const {
  const auto last = heard_.find(fix.unit_id());
  return last == heard_.end() ? 0 : last->second.at_ms();
}

void Positions::keep(v1::Fix fix) {
  v1::Fix& last = heard_[fix.unit_id()];
  last = std::move(fix);
  for (const auto& listener : listeners_) listener(last);
}

void Positions::hear(const std::string& message) {
  v1::Fixes fixes;
  if (!fixes.ParseFromString(message)) {
    log::warn("a message about positions that cannot be read", {{"bytes", message.size()}});
    return;
  }
  for (v1::Fix& fix : *fixes.mutable_fixes()) {
    // What this process told the others comes back to it.
    if (last_at_ms(fix) < fix.at_ms()) keep(std::move(fix));
  }
}

Awaitable<void> Positions::tell_what_changed() {
  if (untold_.empty()) co_await moved_.wait();
  v1::Fixes fixes;
  for (const std::string& unit_id : untold_) {
    if (static_cast<std::size_t>(fixes.fixes_size()) == kMostInAMessage) break;
    *fixes.add_fixes() = heard_.at(unit_id);
  }
  std::vector<std::string> publish = redis::args("PUBLISH", channel_, fixes.SerializeAsString());
  try {
    co_await commands_.command(std::move(publish));
  } catch (const redis::CommandError& error) {  // a right is missing: positions are heard here all the same
    throw runtime::Unavailable(error.what());
  }
  for (const v1::Fix& told : fixes.fixes()) {
    if (heard_.at(told.unit_id()).at_ms() == told.at_ms()) untold_.erase(told.unit_id());
  }
  boost::asio::steady_timer pause(io_, kTellEvery);
  co_await pause.async_wait(boost::asio::use_awaitable);
}

}  // namespace turnout::host
