// A TCP port on 127.0.0.1 that nobody else gets while this object lives, so that tests may run in parallel
// and a server may be stopped and started again on the same port.
//
// The port is bound but not listened on, with SO_REUSEADDR: a server that sets SO_REUSEADDR itself (Redis and
// gRPC do) can listen on it, while the kernel hands it to no one who asks for any free port.
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
