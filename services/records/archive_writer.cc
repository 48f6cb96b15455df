#include "records/archive_writer.h"

#include <boost/asio/io_context.hpp>
#include <utility>

#include "event_store/stored_form.h"
#include "records/on_thread.h"
#include "runtime/errors.h"
#include "runtime/log.h"
#include "telemetry/background_loop.h"

namespace turnout::records {
namespace {

constexpr std::size_t kMaxBatch = 1'000;
constexpr std::chrono::seconds kLongestWait{1};
// Another writer that has archived nothing for so long, while the log went on, is gone.
constexpr std::chrono::seconds kWaitForOtherWriter{5};

}  // namespace

Awaitable<void> ArchiveWriter::run() {
  return telemetry::run_loop(io_, district_.metrics, telemetry::Loop::kArchive, [this] { return round(); });
}

Awaitable<void> ArchiveWriter::round() {
  if (!has_place_) co_await find_place();
  std::vector<event_store::LoggedEvent> events =
      co_await district_.store.read_after(sequence_, kMaxBatch, std::chrono::milliseconds(0));
  if (events.empty()) {
    co_await district_.log.wait_beyond(sequence_, kLongestWait);
  } else {
    co_await write(std::move(events));
  }
}

// Opens the archive if need be, and asks where it stands.
Awaitable<void> ArchiveWriter::find_place() {
  const std::function<archive::Place(archive::Archive&)> ask = [](archive::Archive& archive) {
    return archive.place();
  };
  const archive::Place place = co_await on_archive(ask);
  if (place.log_identity != district_.log.identity()) co_await require_same_log(place);
  move_to(place.sequence);
  has_place_ = true;
  log::info("archive found", {{"sequence", sequence_}});
}

// A log that was restored from a backup has another name. It is the same log if it holds the newest archived event.
Awaitable<void> ArchiveWriter::require_same_log(archive::Place place) {
  if (place.sequence != 0) {
    const std::function<std::string(archive::Archive&)> ask = [&place](archive::Archive& archive) {
      return archive.stored_event(place.sequence);
    };
    const std::string archived = co_await on_archive(ask);
    const std::vector<event_store::LoggedEvent> logged =
        co_await district_.store.read_after(place.sequence - 1, 1, std::chrono::milliseconds(0));
    const bool is_same = !logged.empty() && logged.front().sequence == place.sequence &&
                         (archived.empty() || event_store::to_bytes(logged.front().event) == archived);
    if (!is_same) {
      throw runtime::Rejected(
          "the archive holds events that this log does not: it was restored from a backup");
    }
  }
  const std::function<bool(archive::Archive&)> take = [this](archive::Archive& archive) {
    archive.belongs_to(district_.log.identity());
    return true;
  };
  co_await on_archive(take);
}

Awaitable<void> ArchiveWriter::write(std::vector<event_store::LoggedEvent> events) {
  oldest_waiting_ms_ = events.front().event.at_ms();
  const std::uint64_t last = events.back().sequence;
  const v1::Policy& policy = district_.rules.policy;
  const archive::LocalRules rules{.zone = policy.time_zone(), .country = policy.country()};
  const std::function<bool(archive::Archive&)> append = [this, &events, &rules](archive::Archive& archive) {
    return archive.append(sequence_, events, rules);
  };
  bool is_done = false;
  has_place_ = false;  // if it fails, nobody knows whether it was done
  is_done = co_await on_archive(append);
  has_place_ = is_done;
  if (!is_done) {
    co_await watch_other_writer();
    co_return;
  }
  if (!std::exchange(is_writer_, true))
    log::info("this process writes the archive", {{"sequence", sequence_}});
  oldest_waiting_ms_ = 0;
  move_to(last);
}

Awaitable<void> ArchiveWriter::watch_other_writer() {
  if (std::exchange(is_writer_, false)) log::info("another process writes the archive; waiting");
  using Clock = std::chrono::steady_clock;
  Clock::time_point moved_at = Clock::now();
  while (Clock::now() - moved_at < kWaitForOtherWriter) {
    const std::function<archive::Place(archive::Archive&)> ask = [](archive::Archive& archive) {
      return archive.place();
    };
    const archive::Place place = co_await on_archive(ask);
    const bool is_at_end = place.sequence >= district_.log.last_sequence();
    if (place.sequence != sequence_ || is_at_end) moved_at = Clock::now();
    oldest_waiting_ms_ = 0;
    move_to(place.sequence);
    co_await moved_.wait_for(kLongestWait);
  }
}

template <class Result>
Awaitable<Result> ArchiveWriter::on_archive(std::function<Result(archive::Archive&)> work) {
  std::function<Result()> open_and_work = [this, work = std::move(work)] {
    if (!archive_) archive_ = open_();
    return work(*archive_);
  };
  co_return co_await on_thread(thread_, std::move(open_and_work));
}

void ArchiveWriter::move_to(std::uint64_t sequence) {
  sequence_ = sequence;
  moved_.wake_all();
}

v1::ArchiveLag ArchiveWriter::lag() const {
  v1::ArchiveLag behind;
  behind.set_sequence(sequence_);
  const std::uint64_t newest = district_.log.last_sequence();
  behind.set_events(newest > sequence_ ? newest - sequence_ : 0);
  return behind;
}

Awaitable<v1::ArchiveLag> ArchiveWriter::catch_up(std::chrono::milliseconds patience) {
  co_await district_.follower.catch_up_if_reachable();
  const std::uint64_t newest = district_.log.last_sequence();
  const auto give_up_at = std::chrono::steady_clock::now() + patience;
  while (sequence_ < newest) {
    const auto left = give_up_at - std::chrono::steady_clock::now();
    if (left <= left.zero() || !co_await moved_.wait_for(left)) break;
  }
  co_return lag();
}

void ArchiveWriter::measure() const {
  telemetry::Metrics& metrics = district_.metrics;
  const v1::ArchiveLag behind = lag();
  metrics.set_archive_position(behind.sequence());
  metrics.set_archive_lag_events(behind.events());
  metrics.set_archive_writer_active(is_writer_);
  const std::int64_t waiting_ms = oldest_waiting_ms_ == 0 ? 0 : district_.clock.now_ms() - oldest_waiting_ms_;
  metrics.set_archive_lag(std::chrono::milliseconds(waiting_ms > 0 ? waiting_ms : 0));
}

}  // namespace turnout::records
