// One kind of watch stream and all who watch it: each change becomes a message once, is serialized once, and wakes only those
// whom it concerns.
//
// The newest messages are kept in one ring, bounded in count and bytes, however slowly anybody reads. A watcher holds pointers
// into it; one that falls behind the ring is cut off and resumes from its cursor. A watcher that joins behind the ring first
// reads the log in pages (resume.h).
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "domain/outcome.h"
#include "event_store/resume.h"
#include "rpc/encoded_message.h"
#include "rpc/stream_writer.h"
#include "runtime/wakeup.h"
#include "telemetry/metrics.h"

namespace turnout::event_store {

// `Kind` says what the stream is about:
//   Filter    what one watcher asks for
//   Audience  whom one message concerns
//   Message   without its cursor, which must be field 1
//   bool may_concern(const v1::Event&, const Filter&) const    before any state is loaded; true when in doubt
//   std::vector<std::pair<Message, Audience>> messages_of(const Entry&) const    what an entry means
//   bool includes(const Audience&, const Filter&) const
template <class Kind>
class WatchTopic {
 public:
  using Filter = typename Kind::Filter;
  using Audience = typename Kind::Audience;
  using Message = typename Kind::Message;
  using Writer = rpc::StreamWriter<rpc::EncodedMessage>;

  static constexpr std::size_t kMaxMessages = 4'096;
  static constexpr std::size_t kMaxBytes = 16u << 20;

  WatchTopic(boost::asio::io_context& io, EventStore& store, const LogPosition& log,
             telemetry::Metrics& metrics, Kind kind)
      : io_(io), store_(store), log_(log), metrics_(metrics), kind_(std::move(kind)) {}

  // New entries of the log, in order, before the log position moves on.
  void take(const std::vector<Entry>& entries) {
    begin();
    if (subscribers_.empty()) {
      // Nobody watches: a watcher that joins behind reads the log.
      while (!ring_.empty()) drop_oldest();
      floor_ = entries.back().sequence;
      return;
    }
    for (const Entry& entry : entries) {
      if (!entry.fault.empty()) continue;
      for (auto& [message, audience] : kind_.messages_of(entry)) {
        add(std::make_shared<Item>(entry.sequence, true, rpc::EncodedMessage(message), std::move(audience)));
      }
    }
  }

  // A message that no event tells.
  void publish(const Message& message, Audience audience) {
    begin();
    add(std::make_shared<Item>(log_.last_sequence(), false, rpc::EncodedMessage(message),
                               std::move(audience)));
  }

  bool has_watchers() const { return !subscribers_.empty(); }

  // Writes every message that concerns the watcher, each once and in order, until it goes away. Refuses with CURSOR_UNKNOWN if
  // the log does not have the cursor, with WATCHER_TOO_SLOW if the watcher fell behind the ring.
  Awaitable<domain::Outcome<rpc::Done>> watch(std::string cursor, Filter filter, Writer writer) {
    const domain::Outcome<std::uint64_t> from = co_await resume_point(store_, log_, std::move(cursor));
    if (!from) co_return tl::unexpected(from.error());
    begin();
    const Subscription subscription(*this, std::move(filter));
    if (*from >= floor_) {
      add_kept(*from, *subscription);
    } else {
      const domain::Outcome<bool> is_there =
          co_await catch_up(*from, log_.last_sequence(), *subscription, writer);
      if (!is_there) co_return tl::unexpected(is_there.error());
      if (!*is_there) co_return rpc::Done();
    }
    co_return co_await follow(*from, *subscription, writer);
  }

 private:
  struct Item {
    Item(std::uint64_t at, bool is_of_log, rpc::EncodedMessage encoded, Audience whom)
        : sequence(at), is_from_log(is_of_log), body(std::move(encoded)), audience(std::move(whom)) {}

    std::uint64_t sequence;
    bool is_from_log;
    rpc::EncodedMessage body;
    Audience audience;
    bool is_dropped = false;  // no longer in the ring: its body is gone
  };

  struct Subscriber {
    Subscriber(boost::asio::io_context& io, Filter asked_for) : filter(std::move(asked_for)), wakeup(io) {}

    Filter filter;
    std::deque<std::shared_ptr<Item>> queue;
    runtime::Wakeup wakeup;
  };

  // A subscriber, for as long as its stream lives.
  class Subscription {
   public:
    Subscription(WatchTopic& topic, Filter filter)
        : topic_(topic),
          at_(topic.subscribers_.emplace(topic.subscribers_.end(), topic.io_, std::move(filter))) {
      topic_.metrics_.watcher_joined();
    }
    ~Subscription() {
      topic_.subscribers_.erase(at_);
      topic_.metrics_.watcher_left();
    }
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;

    Subscriber& operator*() const { return *at_; }

   private:
    WatchTopic& topic_;
    typename std::list<Subscriber>::iterator at_;
  };

  // The ring has every message after `floor_`.
  void begin() {
    if (std::exchange(has_begun_, true)) return;
    floor_ = log_.last_sequence();
  }

  void add(const std::shared_ptr<Item>& item) {
    bytes_ += item->body.size();
    ring_.push_back(item);
    for (Subscriber& subscriber : subscribers_) {
      if (!kind_.includes(item->audience, subscriber.filter)) continue;
      subscriber.queue.push_back(item);
      subscriber.wakeup.wake();
    }
    while (ring_.size() > kMaxMessages || bytes_ > kMaxBytes) drop_oldest();
  }

  void drop_oldest() {
    Item& oldest = *ring_.front();
    bytes_ -= oldest.body.size();
    floor_ = oldest.sequence;
    oldest.is_dropped = true;
    oldest.body = {};
    ring_.pop_front();
  }

  void add_kept(std::uint64_t sequence, Subscriber& subscriber) {
    for (const auto& item : ring_) {
      if (item->sequence > sequence && kind_.includes(item->audience, subscriber.filter)) {
        subscriber.queue.push_back(item);
      }
    }
  }

  // What the watcher has missed, from the store. False when the client is gone.
  Awaitable<domain::Outcome<bool>> catch_up(std::uint64_t sequence, std::uint64_t until,
                                            Subscriber& subscriber, Writer writer) {
    const std::function<bool(const v1::Event&)> is_wanted = [this, &subscriber](const v1::Event& event) {
      return kind_.may_concern(event, subscriber.filter);
    };
    while (sequence < until) {
      const domain::Outcome<Page> page = co_await read_page(store_, sequence, until, is_wanted);
      if (!page) co_return tl::unexpected(page.error());
      for (const Entry& entry : page->entries) {
        const bool written = co_await write_all(entry, subscriber, writer);
        if (!written) co_return false;
      }
      sequence = page->last_sequence;
    }
    co_return true;
  }

  Awaitable<bool> write_all(const Entry& entry, Subscriber& subscriber, Writer writer) {
    std::vector<Message> messages;
    for (auto& [message, audience] : kind_.messages_of(entry)) {
      if (kind_.includes(audience, subscriber.filter)) messages.push_back(std::move(message));
    }
    for (std::size_t i = 0; i < messages.size(); ++i) {
      const std::uint64_t cursor = i + 1 == messages.size() ? entry.sequence : entry.sequence - 1;
      rpc::EncodedMessage encoded = rpc::EncodedMessage(messages[i]).with_cursor(cursor_of(cursor));
      const bool written = co_await writer.write(std::move(encoded));
      if (!written) co_return false;
    }
    co_return true;
  }

  // `joined_at`: its messages are behind the watcher already, also where it is ahead of this process.
  Awaitable<domain::Outcome<rpc::Done>> follow(std::uint64_t joined_at, Subscriber& subscriber,
                                               Writer writer) {
    for (;;) {
      while (subscriber.queue.empty()) co_await subscriber.wakeup.wait();
      const std::shared_ptr<Item> item = std::move(subscriber.queue.front());
      subscriber.queue.pop_front();
      if (item->is_from_log && item->sequence <= joined_at) continue;
      if (item->is_dropped) {
        metrics_.watcher_cut_off();
        co_return watcher_too_slow();
      }
      rpc::EncodedMessage encoded = item->body.with_cursor(cursor_of(cursor_at(*item, subscriber)));
      const bool written = co_await writer.write(std::move(encoded));
      if (!written) co_return rpc::Done();
    }
  }

  // An entry may mean several messages to one watcher. Only the last one carries its cursor: a watcher that resumes between them
  // gets all of them again.
  static std::uint64_t cursor_at(const Item& item, const Subscriber& subscriber) {
    const bool more = !subscriber.queue.empty() && subscriber.queue.front()->is_from_log &&
                      subscriber.queue.front()->sequence == item.sequence;
    return more ? item.sequence - 1 : item.sequence;
  }

  boost::asio::io_context& io_;
  EventStore& store_;
  const LogPosition& log_;
  telemetry::Metrics& metrics_;
  Kind kind_;
  std::list<Subscriber> subscribers_;
  std::deque<std::shared_ptr<Item>> ring_;
  std::size_t bytes_ = 0;  // of the messages in the ring
  std::uint64_t floor_ = 0;
  bool has_begun_ = false;
};

}  // namespace turnout::event_store
