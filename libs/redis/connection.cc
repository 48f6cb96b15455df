#include "redis/connection.h"

#include <boost/asio/io_context.hpp>
#include <exception>
#include <list>
#include <utility>

#include "redis/link.h"
#include "redis/log_in.h"
#include "runtime/backoff.h"
#include "runtime/spawn.h"
#include "runtime/wakeup.h"

namespace turnout::redis {

struct Connection::State {
  State(boost::asio::io_context& io_context, ConnectionOptions its_options, OnConnect its_on_connect,
        ConnectionObserver its_observer)
      : io(io_context),
        options(std::move(its_options)),
        on_connect(std::move(its_on_connect)),
        observer(std::move(its_observer)),
        pause(io_context) {}

  static Awaitable<Reply> command(std::shared_ptr<State> state, std::vector<std::string> args,
                                  std::chrono::milliseconds reply_timeout);
  static Awaitable<std::vector<Reply>> commands(std::shared_ptr<State> state,
                                                std::vector<std::vector<std::string>> list);
  static Awaitable<std::shared_ptr<Link>> ready_link(std::shared_ptr<State> state, std::size_t commands);
  static Awaitable<void> become_ready(std::shared_ptr<State> state);
  static Awaitable<void> stay_connected(std::shared_ptr<State> state);
  static Awaitable<bool> connect(std::shared_ptr<State> state);
  static Awaitable<void> prepare(std::shared_ptr<State> state);

  bool is_ready() const { return ready && link->is_open(); }
  std::size_t pending() const { return waiting.size() + (link ? link->pending() : 0); }
  void wake_all();
  void close();

  boost::asio::io_context& io;
  const ConnectionOptions options;
  const OnConnect on_connect;
  const ConnectionObserver observer;
  std::shared_ptr<Link> link;                          // the newest one, if any
  std::list<runtime::Wakeup> waiting;                  // commands that wait for a ready link
  runtime::Wakeup pause;                               // between two dials
  std::string trouble = "redis is not connected yet";  // why there is no ready link
  bool started = false;
  bool was_ready = false;  // ever
  bool ready = false;      // link was prepared and its end, if any, is not handled yet
  bool closed = false;
};

namespace {

// A command's entry in the list of waiting commands. Removed however its coroutine ends.
class Place {
 public:
  Place(std::list<runtime::Wakeup>& waiting, boost::asio::io_context& io)
      : waiting_(waiting), place_(waiting.emplace(waiting.end(), io)) {}
  ~Place() { waiting_.erase(place_); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  runtime::Wakeup& wakeup() { return *place_; }

 private:
  std::list<runtime::Wakeup>& waiting_;
  std::list<runtime::Wakeup>::iterator place_;
};

void notify(const std::function<void(const std::string&)>& observer, const std::string& why) {
  if (observer) observer(why);
}

}  // namespace

Awaitable<Reply> Connection::State::command(std::shared_ptr<State> state, std::vector<std::string> args,
                                            std::chrono::milliseconds reply_timeout) {
  const std::shared_ptr<Link> link = co_await ready_link(state, 1);
  co_return co_await link->command(std::move(args), reply_timeout);
}

Awaitable<std::vector<Reply>> Connection::State::commands(std::shared_ptr<State> state,
                                                          std::vector<std::vector<std::string>> list) {
  const std::shared_ptr<Link> link = co_await ready_link(state, list.size());
  co_return co_await link->commands(std::move(list), state->options.command_timeout);
}

Awaitable<std::shared_ptr<Link>> Connection::State::ready_link(std::shared_ptr<State> state,
                                                               std::size_t commands) {
  if (state->pending() + commands > state->options.max_pending) {
    throw Overloaded("redis: more than " + std::to_string(state->options.max_pending) +
                     " commands would be pending");
  }
  if (!state->is_ready()) co_await become_ready(state);
  co_return state->link;
}

Awaitable<void> Connection::State::become_ready(std::shared_ptr<State> state) {
  if (!state->closed) {
    if (!std::exchange(state->started, true)) runtime::spawn(state->io, stay_connected(state));
    Place place(state->waiting, state->io);
    co_await place.wakeup().wait_for(state->options.command_timeout);
  }
  if (!state->is_ready()) throw Unavailable(state->trouble);
}

Awaitable<void> Connection::State::stay_connected(std::shared_ptr<State> state) {
  runtime::Backoff backoff(state->options.shortest_backoff, state->options.longest_backoff);
  while (!state->closed) {
    const bool ready = co_await connect(state);
    if (ready) {
      backoff.reset();
      co_await state->link->ended();
      state->ready = false;
      if (!state->closed) {
        state->trouble = state->link->why_ended();
        notify(state->observer.lost, state->trouble);
      }
    }
    if (!state->closed) co_await state->pause.wait_for(backoff.next());
  }
}

// True when there is a ready link that has not ended since.
Awaitable<bool> Connection::State::connect(std::shared_ptr<State> state) {
  std::string failure;
  try {
    co_await prepare(state);
  } catch (const std::exception& error) {
    failure = error.what();
    state->link.reset();
  }
  if (state->closed) co_return false;
  if (!failure.empty()) {
    state->trouble = failure;
    notify(state->observer.not_made, failure);
    co_return false;
  }
  state->ready = true;
  state->wake_all();
  const bool again = std::exchange(state->was_ready, true);
  if (state->observer.connected) state->observer.connected(again);
  co_return true;
}

Awaitable<void> Connection::State::prepare(std::shared_ptr<State> state) {
  const std::shared_ptr<Link> link = Link::dial(state->io, state->options.host, state->options.port);
  state->link = link;
  co_await log_in(link, state->options);
  if (!state->on_connect) co_return;
  const Send send = [link, timeout = state->options.command_timeout](std::vector<std::string> args) {
    return link->command(std::move(args), timeout);
  };
  co_await state->on_connect(send);
}

void Connection::State::wake_all() {
  for (runtime::Wakeup& each : waiting) each.wake();
}

void Connection::State::close() {
  if (std::exchange(closed, true)) return;
  ready = false;
  trouble = "the connection to redis was closed";
  if (link) link->close("closed");
  wake_all();
  pause.wake();
}

Connection::Connection(boost::asio::io_context& io, ConnectionOptions options, OnConnect on_connect,
                       ConnectionObserver observer)
    : state_(std::make_shared<State>(io, std::move(options), std::move(on_connect), std::move(observer))) {}

Connection::~Connection() {
  state_->close();
}

Awaitable<Reply> Connection::command(std::vector<std::string> args) {
  return command(std::move(args), state_->options.command_timeout);
}

Awaitable<Reply> Connection::command(std::vector<std::string> args, std::chrono::milliseconds reply_timeout) {
  return State::command(state_, std::move(args), reply_timeout);
}

Awaitable<std::vector<Reply>> Connection::commands(std::vector<std::vector<std::string>> list) {
  return State::commands(state_, std::move(list));
}

bool Connection::is_ready() const {
  return state_->is_ready();
}

std::size_t Connection::pending() const {
  return state_->pending();
}

void Connection::close() {
  state_->close();
}

}  // namespace turnout::redis
