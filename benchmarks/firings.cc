#include "firings.h"

#include <chrono>

namespace turnout::bench {
namespace {

constexpr std::size_t kMaxBatch = 1'000;
constexpr std::chrono::milliseconds kLongestWait{500};

}  // namespace

void Firings::take(const std::vector<event_store::LoggedEvent>& entries, Instant seen) {
  for (const event_store::LoggedEvent& entry : entries) {
    if (!entry.event.has_deadline_breached()) continue;
    const std::int64_t due_at_ms = entry.event.deadline_breached().due_at_ms();
    if (!fired_.insert(entry.event.incident_id()).second) ++twice_;
    if (entry.event.at_ms() <= due_at_ms) ++early_;
    late_decided_ms_.push_back(static_cast<double>(entry.event.at_ms() - due_at_ms));
    late_seen_ms_.push_back(times_.late_ms(due_at_ms, seen));
  }
}

Awaitable<void> watch(event_store::EventStore& store, std::uint64_t sequence, Watch until, Firings& firings) {
  for (;;) {
    const Instant now = std::chrono::steady_clock::now();
    if (now >= until.give_up_at || (now >= until.enough_at && firings.missed() == 0)) co_return;
    const std::vector<event_store::LoggedEvent> entries =
        co_await store.read_after(sequence, kMaxBatch, kLongestWait);
    firings.take(entries, std::chrono::steady_clock::now());
    if (!entries.empty()) sequence = entries.back().sequence;
  }
}

}  // namespace turnout::bench
