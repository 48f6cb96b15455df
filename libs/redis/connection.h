// A connection to one Redis server that reconnects. It dials at the first command. From then on, until close(),
// it dials again with bounded, jittered back-off whenever the link ends or cannot be made.
//
// Commands are pipelined: those issued in one turn of the io_context are sent in one write, and replies come in
// the order of the commands. A blocking command (XREAD BLOCK, WAIT) delays every command after it. Give it a
// separate connection and a time-out longer than its BLOCK: Redis blocks by the wall clock, time-outs here are
// monotonic.
//
// hiredis writes without MSG_NOSIGNAL: a process that uses it ignores SIGPIPE (runtime/signals.h).
//
// Not thread-safe: construct, use, close and destroy it on the io_context's thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "redis/args.h"
#include "redis/errors.h"
#include "redis/reply.h"
#include "runtime/awaitable.h"

namespace boost::asio {
class io_context;
}

namespace turnout::redis {

struct ConnectionOptions {
  std::string host = "127.0.0.1";  // numeric: looking up a name would block at each dial
  std::uint16_t port = 7379;
  std::string user = "default";  // of Redis' access control list
  std::string password;          // of the user; if empty, no AUTH is sent
  std::chrono::milliseconds connect_timeout{1'000};
  std::chrono::milliseconds command_timeout{3'000};  // to become ready, and then for the reply
  std::chrono::milliseconds shortest_backoff{20};
  std::chrono::milliseconds longest_backoff{1'000};
  std::size_t max_pending = 4'096;  // commands waiting for the connection or for their reply
};

// Sends a command on the link that is being prepared, ahead of all ordinary commands.
using Send = std::function<Awaitable<Reply>(std::vector<std::string> args)>;

// Runs on every new link, as the connection's user, before ordinary commands are sent: check ROLE, load and
// verify the function library. If it throws, the link is dropped and dialled again after the back-off.
// Everything it uses must live until the io_context has run after close().
using OnConnect = std::function<Awaitable<void>(Send send)>;

// Reports changes of the connection, for metrics and the log. Each function may be empty and must not throw.
// None is called after close().
struct ConnectionObserver {
  std::function<void(bool again)> connected;             // ready for commands; again = it was ready before
  std::function<void(const std::string& why)> lost;      // a link that was ready has ended
  std::function<void(const std::string& why)> not_made;  // dialling or OnConnect failed
};

class Connection {
 public:
  Connection(boost::asio::io_context& io, ConnectionOptions options, OnConnect on_connect = {},
             ConnectionObserver observer = {});
  ~Connection();  // closes
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Sends a command as soon as the connection is ready, and returns its reply. Throws
  //   Unavailable   no connection in time, the link ended or timed out before the reply, or the server is not
  //                 ready: the outcome is unknown. A time-out ends the link for all pending commands
  //   Overloaded    more than max_pending commands would be pending
  //   CommandError  any other error reply
  // A coroutine that is cancelled while it waits gets boost::system::system_error; its command cannot be
  // withdrawn. Not for MONITOR, SUBSCRIBE and the like (std::invalid_argument).
  Awaitable<Reply> command(std::vector<std::string> args);
  // The same with another time-out for the reply.
  Awaitable<Reply> command(std::vector<std::string> args, std::chrono::milliseconds reply_timeout);
  // Sends all commands in one write and returns their replies in the same order. Throws as above for the first
  // one that fails. The others may have been executed.
  Awaitable<std::vector<Reply>> commands(std::vector<std::vector<std::string>> list);

  // True if a command would be sent at once.
  bool is_ready() const;
  // Commands that wait for the connection or for their reply.
  std::size_t pending() const;

  // Ends the link and all dialling. Pending commands get Unavailable in a later turn of the io_context, and so
  // does every later command. Needed for io_context::run to return. Idempotent.
  void close();

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with the coroutines, which may outlive this object
};

}  // namespace turnout::redis
