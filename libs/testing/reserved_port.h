// Reserves a TCP port on 127.0.0.1 while this object lives, so that tests may run in parallel and a server may restart on
// the same port.
//
// The port is bound with SO_REUSEADDR and not listened on. A server that sets SO_REUSEADDR too (Redis and gRPC do) can
// listen on it; the kernel does not assign it to a process that asks for any free port.
#pragma once

#include <cstdint>

namespace turnout::testing {

class ReservedPort {
 public:
  ReservedPort();  // throws std::system_error
  ~ReservedPort();
  ReservedPort(const ReservedPort&) = delete;
  ReservedPort& operator=(const ReservedPort&) = delete;

  std::uint16_t number() const { return number_; }

 private:
  int socket_;
  std::uint16_t number_ = 0;
};

}  // namespace turnout::testing
