// The transport to real services. Not thread-safe: one thread sends and waits.
#pragma once

#include <memory>

#include "client/connection.h"
#include "replay/transport.h"

namespace turnout::replay {

// Repeats a command that got UNAVAILABLE, ABORTED or no answer in time, with growing pauses, until
// `connection.retry_for` after its first try.
class GrpcTransport final : public Transport {
 public:
  explicit GrpcTransport(const client::Connection& connection);
  ~GrpcTransport() override;  // cancels pending commands

  void send(std::size_t ticket, Command command, std::chrono::nanoseconds delay) override;
  std::optional<Answer> next(std::chrono::nanoseconds patience) override;
  std::size_t under_way() const override;

 private:
  struct Open;
  std::unique_ptr<Open> open_;
};

}  // namespace turnout::replay
