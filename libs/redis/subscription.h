// Listens to a channel of one Redis server until close(). Dials again with bounded, jittered back-off whenever
// the link ends or cannot be made. Messages published while there is no link are lost.
//
// Not thread-safe: construct, use, close and destroy it on the io_context's thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "redis/connection.h"

namespace turnout::redis {

class Subscription {
 public:
  Subscription(boost::asio::io_context& io, ConnectionOptions options, std::string channel);
  ~Subscription();  // closes
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;

  // Passes every message from now on to `on_message`, which must not throw. Call it once.
  void listen(std::function<void(std::string message)> on_message);

  // Ends the link and all dialling. Needed for io_context::run to return. Idempotent.
  void close();

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with the coroutine, which may outlive this object
};

}  // namespace turnout::redis
