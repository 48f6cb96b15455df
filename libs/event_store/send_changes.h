// The loop of a watch stream: tells a client of what happens until it goes away or a refusal ends it.
#pragma once

#include <utility>
#include <vector>

#include "event_store/watcher.h"
#include "rpc/stream_writer.h"

namespace turnout::event_store {

// `messages_of(entry)` is what an entry means to this client: a vector of messages with their cursors, often
// empty. It must live until the stream has ended, and is called on the io_context's thread.
template <class Message, class MessagesOf>
Awaitable<domain::Outcome<rpc::Done>> send_changes(Watcher& watcher, rpc::StreamWriter<Message> writer,
                                                   const MessagesOf& messages_of) {
  for (;;) {
    const auto entries = co_await watcher.next();
    if (!entries) co_return tl::unexpected(entries.error());
    for (const Entry& entry : *entries) {
      std::vector<Message> messages = messages_of(entry);
      for (Message& message : messages) {
        const bool written = co_await writer.write(std::move(message));
        if (!written) co_return rpc::Done();
      }
    }
  }
}

}  // namespace turnout::event_store
