#include "replay/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iostream>

#include "replay/time_text.h"
#include "text/duration.h"
#include "text/terminal.h"
#include "text/width.h"

namespace turnout::replay {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kDrawEvery{100};
constexpr milliseconds kLineEvery{5'000};
constexpr std::int64_t kWorthSayingMs = 1'000;
constexpr int kBar = 20;

std::int64_t in_real_time(std::int64_t ms, double speed) {
  return std::llround(static_cast<double>(ms) / speed);
}

}  // namespace

std::string progress_line(const ProgressFigures& figures, int bar) {
  std::string line;
  if (bar > 0) {
    const int full = static_cast<int>(figures.share * bar);
    line = "[" + std::string(static_cast<std::size_t>(full), '#') +
           std::string(static_cast<std::size_t>(bar - full), '.') + "] ";
  }
  line +=
      fmt::format("{:.0f} %  {}  {} of {} steps  {:.0f}/s  {} left", std::floor(figures.share * 100),
                  figures.time, figures.done, figures.total, figures.rate, text::duration(figures.left_ms));
  if (figures.behind_ms >= kWorthSayingMs) line += "  behind by " + text::duration(figures.behind_ms);
  return line;
}

Progress::Progress(std::int64_t begins_at_ms, double speed, std::string zone)
    : begins_at_ms_(begins_at_ms),
      speed_(speed),
      zone_(std::move(zone)),
      on_terminal_(text::is_terminal(STDERR_FILENO)) {}

Progress::~Progress() {
  if (on_terminal_ && drawn_ != began_) std::cerr << "\r\x1b[K" << std::flush;
}

void Progress::show(const PlayState& state) {
  const auto now = std::chrono::steady_clock::now();
  const auto since = now - drawn_;
  const bool finished = state.done == state.total;
  if (since < (on_terminal_ ? kDrawEvery : kLineEvery) && !finished) return;
  // On a terminal the rate is measured over the whole run; over a tenth of a second it would flicker.
  const bool whole = on_terminal_ || finished;
  const double over_s = std::chrono::duration<double>(whole ? now - began_ : since).count();
  const std::size_t answered = state.done - (whole ? 0 : done_when_drawn_);
  const std::string drawn = line(state, static_cast<double>(answered) / std::max(over_s, 0.001));
  if (on_terminal_) {
    std::cerr << '\r' << text::truncate(drawn, text::terminal_columns(STDERR_FILENO) - 1) << "\x1b[K"
              << std::flush;
  } else {
    std::cerr << drawn << std::endl;
  }
  drawn_ = now;
  done_when_drawn_ = state.done;
}

std::string Progress::line(const PlayState& state, double rate) const {
  const auto whole = static_cast<double>(std::max<std::int64_t>(1, state.ends_at_ms - begins_at_ms_));
  const auto passed = static_cast<double>(state.now_ms - begins_at_ms_);
  return progress_line(
      {.share = state.done == state.total ? 1 : std::clamp(passed / whole, 0.0, 0.999),
       .time = zone_time(state.now_ms, zone_),
       .done = state.done,
       .total = state.total,
       .rate = rate,
       .left_ms = in_real_time(std::max<std::int64_t>(0, state.ends_at_ms - state.now_ms), speed_),
       .behind_ms = in_real_time(state.behind_ms, speed_)},
      on_terminal_ ? kBar : 0);
}

}  // namespace turnout::replay
