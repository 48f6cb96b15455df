// Cursors of watch streams, and reading what a watcher has missed.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "domain/outcome.h"
#include "event_store/district_view.h"
#include "event_store/event_store.h"
#include "event_store/log_position.h"

namespace turnout::event_store {

// A cursor names the log and the last event received: IDENTITY-SEQUENCE. A log that was restored from a backup has another
// identity, because events that followed the backup may have had the same sequences.
std::string cursor_of(const LogPosition& log, std::uint64_t sequence);
// The cursor of the newest event that this process has taken.
std::string cursor_now(const LogPosition& log);

// The sequence after which a watcher goes on; "" = from now on. Refuses with CURSOR_UNKNOWN what is no cursor, is one of another
// log, or lies beyond the log.
Awaitable<domain::Outcome<std::uint64_t>> resume_point(EventStore& store, const LogPosition& log,
                                                       std::string cursor);

// The next page of the log after `sequence` and up to `until`.
struct Page {
  std::uint64_t last_sequence = 0;  // of the page
  std::vector<Entry> entries;  // those of its events that are asked for, with their states as they are now
};

// Reads at most 64 events. Each state that the wanted ones name is the view's, or is loaded once: at most 64 incidents are in
// memory for it. If the log no
// longer has the event after `sequence`, the page is empty and its last_sequence is 0.
Awaitable<Page> read_page(EventStore& store, const DistrictView& view, std::uint64_t sequence,
                          std::uint64_t until, std::function<bool(const v1::Event&)> is_wanted);

// What a watcher gets that missed more than a watch stream tells.
tl::unexpected<v1::Refusal> missed_too_much();
// What a watcher that fell behind gets.
tl::unexpected<v1::Refusal> watcher_too_slow();

}  // namespace turnout::event_store
