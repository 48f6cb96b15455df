#include "redis/subscription.h"

#include <boost/asio/io_context.hpp>
#include <utility>

#include "redis/link.h"
#include "redis/log_in.h"
#include "runtime/backoff.h"
#include "runtime/spawn.h"
#include "runtime/wakeup.h"

namespace turnout::redis {

struct Subscription::State {
  State(boost::asio::io_context& io_context, ConnectionOptions its_options, std::string its_channel)
      : io(io_context), options(std::move(its_options)), channel(std::move(its_channel)), pause(io_context) {}

  static Awaitable<void> stay_subscribed(std::shared_ptr<State> state);
  static Awaitable<void> listen_once(std::shared_ptr<State> state);

  boost::asio::io_context& io;
  const ConnectionOptions options;
  const std::string channel;
  std::function<void(std::string)> on_message;
  std::shared_ptr<Link> link;  // the newest one, if any
  runtime::Wakeup pause;       // between two dials
  bool closed = false;
};

Awaitable<void> Subscription::State::stay_subscribed(std::shared_ptr<State> state) {
  runtime::Backoff backoff(state->options.shortest_backoff, state->options.longest_backoff);
  while (!state->closed) {
    try {
      co_await listen_once(state);
      backoff.reset();
    } catch (const Unavailable&) {  // the connection for commands logs and counts the same failure
    }
    if (!state->closed) co_await state->pause.wait_for(backoff.next());
  }
}

Awaitable<void> Subscription::State::listen_once(std::shared_ptr<State> state) {
  const std::shared_ptr<Link> link = Link::dial(state->io, state->options.host, state->options.port);
  state->link = link;
  co_await log_in(link, state->options);
  link->subscribe(state->channel, state->on_message);
  co_await link->ended();
}

Subscription::Subscription(boost::asio::io_context& io, ConnectionOptions options, std::string channel)
    : state_(std::make_shared<State>(io, std::move(options), std::move(channel))) {}

Subscription::~Subscription() {
  close();
}

void Subscription::listen(std::function<void(std::string message)> on_message) {
  state_->on_message = std::move(on_message);
  runtime::spawn(state_->io, State::stay_subscribed(state_));
}

void Subscription::close() {
  if (std::exchange(state_->closed, true)) return;
  if (state_->link) state_->link->close("closed");
  state_->pause.wake();
}

}  // namespace turnout::redis
