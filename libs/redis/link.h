// One TCP connection to Redis, from dialling to its end: hiredis' asynchronous API on an io_context. A link is
// never dialled twice, so that a late handler cannot act on a newer connection.
//
// Not thread-safe: everything happens on the io_context's thread. Hold the shared pointer while one of the
// coroutines runs. The connection closes with the last pointer.
#pragma once

#include <hiredis/async.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "redis/reply.h"
#include "runtime/awaitable.h"
#include "runtime/wakeup.h"

namespace turnout::redis {

class Link : public std::enable_shared_from_this<Link> {
 public:
  // Begins to dial and returns at once. connected() waits for the result.
  static std::shared_ptr<Link> dial(boost::asio::io_context& io, const std::string& host, std::uint16_t port);

  Link(boost::asio::io_context& io, std::string server);  // for dial
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  // Waits until connected. When that fails or takes longer than `timeout`, the link ends and Unavailable is thrown.
  Awaitable<void> connected(std::chrono::milliseconds timeout);

  // Sends the command and waits for its reply. Throws Unavailable when the link ends before the reply. A time-out
  // ends the link, because later replies could not be matched to their commands. An error reply is thrown as
  // Unavailable or CommandError. Throws std::invalid_argument for a command that does not get exactly one reply
  // (no arguments, MONITOR, SUBSCRIBE and the like).
  Awaitable<Reply> command(std::vector<std::string> args, std::chrono::milliseconds timeout);
  // Sends all commands at once and waits for the reply of each as above.
  Awaitable<std::vector<Reply>> commands(std::vector<std::vector<std::string>> list,
                                         std::chrono::milliseconds timeout);

  // Passes every message of the channel to `on_message` until the link ends. No command may be sent on the link
  // afterwards. Throws Unavailable if the link has ended. If the user may not read the channel, the link ends.
  // `on_message` must not throw.
  void subscribe(const std::string& channel, std::function<void(std::string message)> on_message);

  // Waits for the end of the link.
  Awaitable<void> ended();

  // Ends the link now. Pending commands get Unavailable with this reason.
  void close(const std::string& why);

  bool is_open() const { return context_ != nullptr; }
  const std::string& why_ended() const { return why_ended_; }

  // Commands sent that have no reply yet.
  std::size_t pending() const { return calls_.size(); }

 private:
  // A command that waits for its reply. The link holds it too, because its coroutine may be cancelled.
  struct Call {
    Call(boost::asio::io_context& io, std::string command) : name(std::move(command)), settled(io) {}
    const std::string name;
    runtime::Wakeup settled;
    std::optional<Reply> reply;
  };
  enum class Direction { kRead, kWrite };

  void attach();
  std::shared_ptr<Call> send(const std::vector<std::string>& args);
  void write(const std::vector<std::string>& args, redisCallbackFn* deliver);
  Awaitable<Reply> reply_to(std::shared_ptr<Call> call, std::chrono::milliseconds timeout);
  void want(Direction direction);
  void handle(Direction direction);
  void on_connected(int status);
  void on_reply(const redisReply* reply) noexcept;
  void on_push(const redisReply* reply) noexcept;
  void on_cleanup();
  [[noreturn]] void throw_error(const std::string& error) const;
  void set_why_ended(const std::string& why);

  boost::asio::io_context& io_;
  const std::string server_;                      // "redis 127.0.0.1:7379", for messages
  boost::asio::posix::stream_descriptor socket_;  // on hiredis' descriptor, which hiredis closes
  redisAsyncContext* context_ = nullptr;          // null once the link has ended
  std::deque<std::shared_ptr<Call>> calls_;       // in the order of their replies
  std::function<void(std::string)> on_message_;   // of a subscription
  std::string why_ended_;
  bool connected_ = false;
  bool handling_ = false;            // inside hiredis' handler for the socket
  bool wanted_[2] = {false, false};  // by hiredis, per direction
  bool armed_[2] = {false, false};   // a handler is pending, per direction
  runtime::Wakeup dialled_;
  runtime::Wakeup ended_;
};

}  // namespace turnout::redis
