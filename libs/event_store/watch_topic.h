// One kind of watch stream and all who watch it: each change becomes a message once, is serialized once, and wakes only those
// whom it concerns.
//
// The newest messages are kept (recent_messages.h). A watcher holds pointers to them; one that falls behind is cut off and resumes
// from its cursor. A watcher that resumes behind them begins with what stands now, if the kind has that. Otherwise the log is
// read once for all who resume, by one reader at a time; a watcher that missed more than kMaxMissed events lists again. So what
// resuming costs depends neither on the number of watchers nor on how long they were away.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/outcome.h"
#include "event_store/recent_messages.h"
#include "event_store/resume.h"
#include "rpc/encoded_message.h"
#include "rpc/stream_writer.h"
#include "runtime/permits.h"
#include "runtime/wakeup.h"
#include "telemetry/metrics.h"

namespace turnout::event_store {

// The district that watchers watch.
struct Watched {
  EventStore& store;
  const DistrictView& view;
  const LogPosition& log;
};

// `Kind` says what the stream is about:
//   Filter    what one watcher asks for
//   Audience  whom one message concerns
//   Message   without its cursor, which must be field 1
//   std::vector<std::pair<Message, Audience>> messages_of(const Entry&) const    what an entry means
//   bool includes(const Audience&, const Filter&) const
// and either
//   Awaitable<Message> standing(Filter) const    what stands now: the begin of a stream without a cursor, or far behind
// or
//   bool may_concern(const v1::Event&) const    asked before any state is loaded; true when in doubt
template <class Kind>
class WatchTopic {
 public:
  using Filter = typename Kind::Filter;
  using Audience = typename Kind::Audience;
  using Message = typename Kind::Message;
  using Writer = rpc::StreamWriter<rpc::EncodedMessage>;

  // The events before the newest one that a resuming watcher is told one by one.
  static constexpr std::uint64_t kMaxMissed = 2'048;
  static constexpr std::chrono::seconds kHeartbeat{30};
  static constexpr std::size_t kMostBeginnings = 8;  // at once

  WatchTopic(boost::asio::io_context& io, Watched watched, telemetry::Metrics& metrics, Kind kind,
             std::chrono::nanoseconds heartbeat = kHeartbeat)
      : io_(io),
        watched_(watched),
        metrics_(metrics),
        kind_(std::move(kind)),
        heartbeat_(heartbeat),
        readings_(io, 1),
        beginnings_(io, kMostBeginnings) {}

  // New entries of the log, in order, before the log position moves on.
  void take(const std::vector<Entry>& entries) {
    if (subscribers_.empty()) {
      recent().begin_at(entries.back().sequence);
      return;
    }
    for (const Entry& entry : entries) {
      for (const auto& item : items_of(entry)) add(item);
    }
  }

  // A message that no event tells.
  void publish(const Message& message, Audience audience) {
    add(std::make_shared<Item>(watched_.log.last_sequence(), false, rpc::EncodedMessage(message),
                               std::move(audience)));
  }

  bool has_watchers() const { return !subscribers_.empty(); }

  // Writes every message that concerns the watcher, each once and in order, until it goes away. Refuses with CURSOR_UNKNOWN if
  // the log does not have the cursor or the watcher missed too much, with WATCHER_TOO_SLOW if it fell behind.
  Awaitable<domain::Outcome<rpc::Done>> watch(std::string cursor, Filter filter, Writer writer) {
    const domain::Outcome<std::uint64_t> from = co_await resume_point(watched_.store, watched_.log, cursor);
    if (!from) co_return tl::unexpected(from.error());
    const Subscription subscription(*this, std::move(filter));
    if constexpr (kHasStanding) {
      if (cursor.empty() || *from < recent().floor())
        co_return co_await follow_from_standing(*subscription, writer);
    } else {
      const bool reached = co_await reach_back_to(*from);
      if (!reached) co_return missed_too_much();
    }
    join(*subscription, *from);
    co_return co_await follow(*from, *subscription, writer);
  }

 private:
  using Recent = RecentMessages<Audience>;
  using Item = typename Recent::Item;

  static constexpr bool kHasStanding =
      requires(const Kind& kind, Filter filter) { kind.standing(std::move(filter)); };
  static constexpr std::uint64_t kNowhere = std::numeric_limits<std::uint64_t>::max();

  struct Subscriber {
    Subscriber(boost::asio::io_context& io, Filter asked_for) : filter(std::move(asked_for)), wakeup(io) {}

    Filter filter;
    bool has_joined = false;  // gets what is added
    typename Recent::Items queue;
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

  // Begins where this process was when the first message or watcher came.
  Recent& recent() {
    if (!recent_) recent_.emplace(watched_.log.last_sequence());
    return *recent_;
  }

  std::vector<std::shared_ptr<Item>> items_of(const Entry& entry) const {
    std::vector<std::shared_ptr<Item>> items;
    if (!entry.fault.empty()) return items;
    for (auto& [message, audience] : kind_.messages_of(entry)) {
      items.push_back(
          std::make_shared<Item>(entry.sequence, true, rpc::EncodedMessage(message), std::move(audience)));
    }
    return items;
  }

  void add(const std::shared_ptr<Item>& item) {
    for (Subscriber& subscriber : subscribers_) {
      if (!subscriber.has_joined || !kind_.includes(item->audience, subscriber.filter)) continue;
      subscriber.queue.push_back(item);
      subscriber.wakeup.wake();
    }
    recent().add(item);
  }

  void join(Subscriber& subscriber, std::uint64_t from) {
    subscriber.has_joined = true;
    for (const auto& item : recent().items()) {
      if (item->sequence > from && kind_.includes(item->audience, subscriber.filter))
        subscriber.queue.push_back(item);
    }
  }

  // Until all messages after `from` are kept. False if they are too many, or the log does not have them any more. Half of the
  // room is left for what happens while those who resume read.
  Awaitable<bool> reach_back_to(std::uint64_t from) {
    if (from >= recent().floor()) co_return true;
    if (watched_.log.last_sequence() - from > kMaxMissed) co_return false;
    read_from_ = std::min(read_from_, from);
    runtime::Permits::Permit permit(readings_);
    co_await permit.acquire();
    if (from >= recent().floor()) co_return true;
    if (recent().is_half_full()) co_return false;
    const std::uint64_t lowest = std::min(from, std::exchange(read_from_, kNowhere));
    const bool read = co_await read_back(lowest);
    co_return read&& from >= recent().floor();
  }

  Awaitable<bool> read_back(std::uint64_t sequence) {
    const std::uint64_t end = recent().floor();
    Recent older(sequence, recent().half());
    const std::function<bool(const v1::Event&)> is_wanted = [this](const v1::Event& event) {
      return kind_.may_concern(event);
    };
    while (sequence < end) {
      const Page page = co_await read_page(watched_.store, watched_.view, sequence, end, is_wanted);
      if (page.last_sequence == 0) co_return false;
      for (const Entry& entry : page.entries) {
        for (auto& item : items_of(entry)) older.add(std::move(item));
      }
      sequence = page.last_sequence;
    }
    recent().prepend(older, end);
    co_return true;
  }

  // Few at a time, so that commands go on between thousands of terminals that come at once.
  Awaitable<domain::Outcome<rpc::Done>> follow_from_standing(Subscriber& subscriber, Writer writer) {
    std::optional<runtime::Permits::Permit> permit(std::in_place, beginnings_);
    co_await permit->acquire();
    const std::uint64_t at = watched_.log.last_sequence();
    subscriber.has_joined = true;
    const Message standing = co_await kind_.standing(subscriber.filter);
    rpc::EncodedMessage first = with_cursor(rpc::EncodedMessage(standing), at);
    permit.reset();
    const bool written = co_await writer.write(std::move(first));
    if (!written) co_return rpc::Done();
    co_return co_await follow(at, subscriber, writer);
  }

  // `joined_at`: its messages are behind the watcher already, also where it is ahead of this process.
  Awaitable<domain::Outcome<rpc::Done>> follow(std::uint64_t joined_at, Subscriber& subscriber,
                                               Writer writer) {
    std::uint64_t told = joined_at;
    for (;;) {
      while (subscriber.queue.empty()) {
        const bool is_there = co_await wait_for_news(told, subscriber, writer);
        if (!is_there) co_return rpc::Done();
      }
      const std::shared_ptr<Item> item = std::move(subscriber.queue.front());
      subscriber.queue.pop_front();
      if (item->is_from_log && item->sequence <= joined_at) continue;
      if (item->is_dropped) {
        metrics_.watcher_cut_off();
        co_return watcher_too_slow();
      }
      told = cursor_at(*item, subscriber);
      rpc::EncodedMessage encoded = with_cursor(item->body, told);
      const bool written = co_await writer.write(std::move(encoded));
      if (!written) co_return rpc::Done();
    }
  }

  // Waits for a message. Meanwhile messages with only a cursor move the watcher on, so that it does not fall far behind while
  // nothing concerns it. Where a stream begins with what stands, it need not. False when the client is gone.
  Awaitable<bool> wait_for_news(std::uint64_t& told, Subscriber& subscriber, Writer writer) {
    const bool woken = co_await subscriber.wakeup.wait_for(heartbeat_);
    const std::uint64_t newest = watched_.log.last_sequence();
    if (kHasStanding || woken || !subscriber.queue.empty() || newest <= told) co_return true;
    told = newest;
    rpc::EncodedMessage heartbeat = with_cursor(rpc::EncodedMessage(Message()), told);
    const bool written = co_await writer.write(std::move(heartbeat));
    co_return written;
  }

  // An entry may mean several messages to one watcher. Only the last one carries its cursor: a watcher that resumes between them
  // gets all of them again.
  static std::uint64_t cursor_at(const Item& item, const Subscriber& subscriber) {
    const bool more = !subscriber.queue.empty() && subscriber.queue.front()->is_from_log &&
                      subscriber.queue.front()->sequence == item.sequence;
    return more ? item.sequence - 1 : item.sequence;
  }

  rpc::EncodedMessage with_cursor(const rpc::EncodedMessage& body, std::uint64_t sequence) const {
    return body.with_cursor(cursor_of(watched_.log, sequence));
  }

  boost::asio::io_context& io_;
  Watched watched_;
  telemetry::Metrics& metrics_;
  Kind kind_;
  std::chrono::nanoseconds heartbeat_;
  std::list<Subscriber> subscribers_;
  std::optional<Recent> recent_;
  runtime::Permits readings_;  // of the log: one at a time
  runtime::Permits beginnings_;
  std::uint64_t read_from_ = kNowhere;  // the lowest that those who wait for the next reading need
};

}  // namespace turnout::event_store
