#include "redis/link.h"

#include <strings.h>

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <new>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "redis/errors.h"

namespace turnout::redis {
namespace {

Reply to_reply(const redisReply& raw) {
  const auto text = [&raw] { return std::string(raw.str, raw.len); };
  switch (raw.type) {
    case REDIS_REPLY_INTEGER:
      return Reply::integer(raw.integer);
    case REDIS_REPLY_STRING:
      return Reply::string(text());
    case REDIS_REPLY_STATUS:
      return Reply::status(text());
    case REDIS_REPLY_ERROR:
      return Reply::error(text());
    case REDIS_REPLY_ARRAY:
      break;
    default:
      return Reply();
  }
  std::vector<Reply> elements;
  elements.reserve(raw.elements);
  std::for_each_n(raw.element, raw.elements,
                  [&](const redisReply* each) { elements.push_back(to_reply(*each)); });
  return Reply::array(std::move(elements));
}

// Error codes of a server that cannot execute commands for now.
constexpr std::array<std::string_view, 10> kServerNotReady = {
    "MISCONF", "NOREPLICAS", "LOADING",     "OOM",      "READONLY",
    "BUSY",    "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "UNBLOCKED"};

bool is_server_not_ready(const std::string& error) {
  const std::string_view code = std::string_view(error).substr(0, error.find(' '));
  return std::find(kServerNotReady.begin(), kServerNotReady.end(), code) != kServerNotReady.end();
}

void check_answered_once(const std::vector<std::string>& args) {
  if (args.empty()) throw std::invalid_argument("redis: a command without a name");
  for (const char* name : {"SUBSCRIBE", "PSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE", "MONITOR"}) {
    if (strcasecmp(args.front().c_str(), name) == 0) {
      throw std::invalid_argument("redis: " + args.front() + " does not get exactly one reply");
    }
  }
}

constexpr std::size_t index_of(auto direction) {
  return static_cast<std::size_t>(direction);
}

}  // namespace

std::shared_ptr<Link> Link::dial(boost::asio::io_context& io, const std::string& host, std::uint16_t port) {
  auto link = std::make_shared<Link>(io, "redis " + host + ":" + std::to_string(port));
  redisAsyncContext* const context = redisAsyncConnect(host.c_str(), port);
  if (context == nullptr) throw std::bad_alloc();
  if (context->err != 0) {
    link->set_why_ended(context->errstr);
    redisAsyncFree(context);
  } else {
    link->context_ = context;
    link->attach();
  }
  return link;
}

Link::Link(boost::asio::io_context& io, std::string server)
    : io_(io), server_(std::move(server)), socket_(io), dialled_(io), ended_(io) {}

Link::~Link() {
  close("closed");
}

void Link::attach() {
  socket_.assign(context_->c.fd);
  context_->data = this;
  auto& hooks = context_->ev;
  hooks.data = this;
  hooks.addRead = [](void* link) { static_cast<Link*>(link)->want(Direction::kRead); };
  hooks.delRead = [](void* link) { static_cast<Link*>(link)->wanted_[index_of(Direction::kRead)] = false; };
  hooks.addWrite = [](void* link) { static_cast<Link*>(link)->want(Direction::kWrite); };
  hooks.delWrite = [](void* link) { static_cast<Link*>(link)->wanted_[index_of(Direction::kWrite)] = false; };
  hooks.cleanup = [](void* link) { static_cast<Link*>(link)->on_cleanup(); };
  redisAsyncSetConnectCallback(context_, [](const redisAsyncContext* context, int status) {
    static_cast<Link*>(context->data)->on_connected(status);
  });
}

Awaitable<void> Link::connected(std::chrono::milliseconds timeout) {
  if (is_open() && !connected_) {
    // A separate statement, because GCC 12 miscompiles co_await after &&.
    const bool settled = co_await dialled_.wait_for(timeout);
    if (!settled) close("no connection within " + std::to_string(timeout.count()) + " ms");
  }
  if (!is_open()) throw Unavailable(why_ended_);
}

Awaitable<Reply> Link::command(std::vector<std::string> args, std::chrono::milliseconds timeout) {
  co_return co_await reply_to(send(args), timeout);
}

Awaitable<std::vector<Reply>> Link::commands(std::vector<std::vector<std::string>> list,
                                             std::chrono::milliseconds timeout) {
  std::vector<std::shared_ptr<Call>> calls;
  calls.reserve(list.size());
  for (const std::vector<std::string>& args : list) calls.push_back(send(args));
  std::vector<Reply> replies;
  replies.reserve(list.size());
  for (const std::shared_ptr<Call>& call : calls) replies.push_back(co_await reply_to(call, timeout));
  co_return replies;
}

Awaitable<Reply> Link::reply_to(std::shared_ptr<Call> call, std::chrono::milliseconds timeout) {
  const bool settled = co_await call->settled.wait_for(timeout);
  if (!settled) close("no reply to " + call->name + " within " + std::to_string(timeout.count()) + " ms");
  if (!call->reply) throw Unavailable(why_ended_);
  if (call->reply->is_error()) throw_error(call->reply->as_error());
  co_return *std::move(call->reply);
}

Awaitable<void> Link::ended() {
  if (is_open()) co_await ended_.wait();
}

void Link::close(const std::string& why) {
  if (!is_open()) return;
  set_why_ended(why);
  redisAsyncFree(context_);
}

std::shared_ptr<Link::Call> Link::send(const std::vector<std::string>& args) {
  check_answered_once(args);
  write(args, [](redisAsyncContext* context, void* reply, void*) {
    static_cast<Link*>(context->data)->on_reply(static_cast<const redisReply*>(reply));
  });
  return calls_.emplace_back(std::make_shared<Call>(io_, args.front()));
}

void Link::subscribe(const std::string& channel, std::function<void(std::string message)> on_message) {
  on_message_ = std::move(on_message);
  write({"SUBSCRIBE", channel}, [](redisAsyncContext* context, void* reply, void*) {
    static_cast<Link*>(context->data)->on_push(static_cast<const redisReply*>(reply));
  });
}

void Link::write(const std::vector<std::string>& args, redisCallbackFn* deliver) {
  if (!is_open()) throw Unavailable(why_ended_);
  std::vector<const char*> texts;
  std::vector<std::size_t> lengths;
  texts.reserve(args.size());
  lengths.reserve(args.size());
  for (const std::string& arg : args) {
    texts.push_back(arg.data());
    lengths.push_back(arg.size());
  }
  const int count = static_cast<int>(args.size());
  if (redisAsyncCommandArgv(context_, deliver, nullptr, count, texts.data(), lengths.data()) != REDIS_OK) {
    throw Unavailable(server_ + ": hiredis did not take the command");
  }
}

// hiredis calls this whenever it wants to read or write, possibly many times.
void Link::want(Direction direction) {
  const std::size_t index = index_of(direction);
  wanted_[index] = true;
  if (std::exchange(armed_[index], true)) return;
  auto handler = [weak = weak_from_this(), direction](boost::system::error_code = {}) {
    if (const auto link = weak.lock()) link->handle(direction);
  };
  using Socket = boost::asio::posix::stream_descriptor;
  if (direction == Direction::kRead) {
    socket_.async_wait(Socket::wait_read, std::move(handler));
  } else if (connected_ && !handling_) {
    // Writes later in this turn, without checking that the socket is writable: all commands of a turn are sent
    // in one write.
    boost::asio::post(io_, std::move(handler));
  } else {
    socket_.async_wait(Socket::wait_write, std::move(handler));
  }
}

void Link::handle(Direction direction) {
  const std::size_t index = index_of(direction);
  armed_[index] = false;
  if (!is_open() || !wanted_[index]) return;
  handling_ = true;
  if (direction == Direction::kRead) {
    redisAsyncHandleRead(context_);
  } else {
    redisAsyncHandleWrite(context_);
  }
  handling_ = false;
  if (is_open() && wanted_[index]) want(direction);
}

void Link::on_connected(int status) {
  if (status != REDIS_OK) return;  // on_cleanup follows
  redisEnableKeepAlive(&context_->c);
  connected_ = true;
  dialled_.wake();
}

void Link::on_reply(const redisReply* reply) noexcept {
  const auto call = std::move(calls_.front());
  calls_.pop_front();
  if (reply != nullptr) call->reply = to_reply(*reply);
  call->settled.wake();
}

// The answer to SUBSCRIBE, a message, or nothing when the link has ended.
void Link::on_push(const redisReply* reply) noexcept {
  if (reply == nullptr || reply->type != REDIS_REPLY_ARRAY || reply->elements != 3) return;
  const redisReply& kind = *reply->element[0];
  const redisReply& message = *reply->element[2];
  if (std::string_view(kind.str, kind.len) == "message") on_message_(std::string(message.str, message.len));
}

void Link::throw_error(const std::string& error) const {
  if (is_server_not_ready(error)) throw Unavailable(server_ + ": " + error);
  throw CommandError(error);
}

void Link::set_why_ended(const std::string& why) {
  why_ended_ = server_ + ": " + why;
}

void Link::on_cleanup() {
  if (!is_open()) return;
  if (why_ended_.empty()) set_why_ended(context_->c.errstr);
  socket_.release();
  context_ = nullptr;
  dialled_.wake();
  ended_.wake();
}

}  // namespace turnout::redis
