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
    bytes_ += bytes_of(entry);
    entries_.push_back(entry);
    last_ = entry.sequence;
  }
  while (entries_.size() > kMostEntries || bytes_ > kMostBytes) {
    bytes_ -= bytes_of(entries_.front());
    entries_.pop_front();
  }
  if (!entries.empty()) grown_.wake_all();
}

bool Tail::reaches_back_to(std::uint64_t sequence) const {
  const std::uint64_t oldest = entries_.empty() ? last_ + 1 : entries_.front().sequence;
  return sequence + 1 >= oldest && sequence <= last_;
}

std::vector<Entry> Tail::after(std::uint64_t sequence, std::size_t most) const {
  const auto first = std::ranges::upper_bound(entries_, sequence, {}, &Entry::sequence);
  const auto count = std::min(most, static_cast<std::size_t>(entries_.end() - first));
  return {first, first + static_cast<std::ptrdiff_t>(count)};
}

Awaitable<bool> Tail::wait_beyond(std::uint64_t sequence, std::chrono::nanoseconds timeout) {
  if (last_ > sequence) co_return true;
  co_await grown_.wait_for(timeout);
  co_return last_ > sequence;
}

}  // namespace turnout::event_store
