#include "event_store/tail.h"

#include <algorithm>

namespace turnout::event_store {
namespace {

std::size_t bytes_of(const Entry& entry) {
  std::size_t bytes = entry.event->ByteSizeLong();
  if (entry.incident) bytes += entry.incident->ByteSizeLong();
  if (entry.unit) bytes += entry.unit->ByteSizeLong();
  return bytes;
}

}  // namespace

void Tail::append(const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    bytes_ += entries_.emplace_back(entry, bytes_of(entry)).bytes;
    last_ = entry.sequence;
  }
  while (entries_.size() > kMostEntries || bytes_ > kMostBytes) {
    bytes_ -= entries_.front().bytes;
    entries_.pop_front();
  }
  if (!entries.empty()) grown_.wake_all();
}

bool Tail::reaches_back_to(std::uint64_t sequence) const {
  const std::uint64_t oldest = entries_.empty() ? last_ + 1 : entries_.front().entry.sequence;
  return sequence + 1 >= oldest && sequence <= last_;
}

std::vector<Entry> Tail::after(std::uint64_t sequence, std::size_t most) const {
  auto next =
      std::ranges::upper_bound(entries_, sequence, {}, [](const Kept& kept) { return kept.entry.sequence; });
  std::vector<Entry> entries;
  for (; next != entries_.end() && entries.size() < most; ++next) entries.push_back(next->entry);
  return entries;
}

Awaitable<bool> Tail::wait_beyond(std::uint64_t sequence, std::chrono::nanoseconds timeout) {
  if (last_ > sequence) co_return true;
  co_await grown_.wait_for(timeout);
  co_return last_ > sequence;
}

}  // namespace turnout::event_store
