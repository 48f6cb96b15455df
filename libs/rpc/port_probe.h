// A connection to a port of gRPC, to see that it is served: the port accepts it and answers the first bytes of TLS or HTTP/2.
#pragma once

#include <chrono>
#include <cstdint>

#include "runtime/listen_address.h"

namespace turnout::rpc {

class PortProbe {
 public:
  // `address` as a server listens on it.
  PortProbe(const runtime::ListenAddress& address, bool tls);
  ~PortProbe();
  PortProbe(const PortProbe&) = delete;
  PortProbe& operator=(const PortProbe&) = delete;

  // The local port that it connects from; 0 if the kernel gives none.
  std::uint16_t port() const;
  bool answered(std::chrono::milliseconds timeout);

 private:
  bool is_ready(short event, std::chrono::steady_clock::time_point until) const;

  runtime::ListenAddress address_;
  bool tls_;
  int socket_;
};

}  // namespace turnout::rpc
