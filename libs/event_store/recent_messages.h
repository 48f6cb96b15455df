// The newest messages of one kind of watch stream, bounded in count and bytes, however slowly anybody reads them.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <utility>

#include "rpc/encoded_message.h"

namespace turnout::event_store {

// `Audience` says whom a message concerns.
template <class Audience>
class RecentMessages {
 public:
  struct Bounds {
    std::size_t messages = 4'096;
    std::size_t bytes = 16u << 20;
  };

  struct Item {
    Item(std::uint64_t at, bool is_of_log, rpc::EncodedMessage encoded, Audience whom)
        : sequence(at), is_from_log(is_of_log), body(std::move(encoded)), audience(std::move(whom)) {}

    std::uint64_t sequence;
    bool is_from_log;
    rpc::EncodedMessage body;
    Audience audience;
    bool is_dropped = false;  // no longer kept: its body is gone
  };
  using Items = std::deque<std::shared_ptr<Item>>;

  explicit RecentMessages(std::uint64_t floor, Bounds bounds = {}) : bounds_(bounds), floor_(floor) {}

  // Every message after this sequence is kept.
  std::uint64_t floor() const { return floor_; }
  const Items& items() const { return items_; }
  bool is_half_full() const { return items_.size() >= bounds_.messages / 2 || bytes_ >= bounds_.bytes / 2; }
  Bounds half() const { return {bounds_.messages / 2, bounds_.bytes / 2}; }

  void add(std::shared_ptr<Item> item) {
    bytes_ += item->body.size();
    items_.push_back(std::move(item));
    drop_excess();
  }

  // The messages before these. Changes nothing if they do not end where these begin.
  void prepend(const RecentMessages& older, std::uint64_t older_end) {
    if (older_end != floor_) return;
    items_.insert(items_.begin(), older.items_.begin(), older.items_.end());
    bytes_ += older.bytes_;
    floor_ = older.floor_;
    drop_excess();
  }

  // Forgets all: whoever needs what happened up to `floor` reads the log.
  void begin_at(std::uint64_t floor) {
    while (!items_.empty()) drop_oldest();
    floor_ = floor;
  }

 private:
  void drop_excess() {
    while (items_.size() > bounds_.messages || bytes_ > bounds_.bytes) drop_oldest();
  }

  void drop_oldest() {
    Item& oldest = *items_.front();
    bytes_ -= oldest.body.size();
    floor_ = oldest.sequence;
    oldest.is_dropped = true;
    oldest.body = {};
    items_.pop_front();
  }

  Bounds bounds_;
  Items items_;
  std::size_t bytes_ = 0;
  std::uint64_t floor_;
};

}  // namespace turnout::event_store
