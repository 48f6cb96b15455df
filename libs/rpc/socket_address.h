// Listen addresses as the kernel takes them.
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <string>

#include "runtime/listen_address.h"

namespace turnout::rpc {

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = sizeof(sockaddr_storage);

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
  std::uint16_t port() const;
};

SocketAddress socket_address(const runtime::ListenAddress& address);
// A TCP socket for such an address, not blocking.
int open_socket(const runtime::ListenAddress& address);
// The ports of a socket's two ends; 0 if it has none.
std::uint16_t local_port(int socket);
std::uint16_t peer_port(int socket);
// The peer of a socket as text. Of IPv6 only the first 64 bits: a client has all addresses behind them.
std::string peer_address(int socket);

}  // namespace turnout::rpc
