// Resuming a watch stream from a cursor: what it has missed is read from the store in pages.
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

// A cursor is the decimal sequence of the last event received.
std::string cursor_of(std::uint64_t sequence);

// The sequence after which a watcher goes on; "" = from now on. Refuses with CURSOR_UNKNOWN what is no cursor, or lies beyond the
// log.
Awaitable<domain::Outcome<std::uint64_t>> resume_point(EventStore& store, const LogPosition& log,
                                                       std::string cursor);

// The next page of the log after `sequence` and up to `until`.
struct Page {
  std::uint64_t last_sequence = 0;  // of the page
  std::vector<Entry> entries;  // those of its events that are asked for, with their states as they are now
};

// Reads at most 256 events and loads each state that the wanted ones name once. Refuses with CURSOR_UNKNOWN if the log no longer
// has the event after `sequence`.
Awaitable<domain::Outcome<Page>> read_page(EventStore& store, std::uint64_t sequence, std::uint64_t until,
                                           std::function<bool(const v1::Event&)> is_wanted);

// What a watcher that fell behind gets.
tl::unexpected<v1::Refusal> watcher_too_slow();

}  // namespace turnout::event_store
