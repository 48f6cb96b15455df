#include "rpc/socket_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>

namespace turnout::rpc {

std::uint16_t SocketAddress::port() const {
  if (storage.ss_family == AF_INET) return ntohs(reinterpret_cast<const sockaddr_in&>(storage).sin_port);
  if (storage.ss_family == AF_INET6) return ntohs(reinterpret_cast<const sockaddr_in6&>(storage).sin6_port);
  return 0;
}

SocketAddress socket_address(const runtime::ListenAddress& address) {
  SocketAddress result;
  auto& four = reinterpret_cast<sockaddr_in&>(result.storage);
  if (inet_pton(AF_INET, address.host.c_str(), &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    four.sin_port = htons(address.port);
    result.size = sizeof four;
    return result;
  }
  auto& six = reinterpret_cast<sockaddr_in6&>(result.storage);
  inet_pton(AF_INET6, address.host.c_str(), &six.sin6_addr);
  six.sin6_family = AF_INET6;
  six.sin6_port = htons(address.port);
  result.size = sizeof six;
  return result;
}

int open_socket(const runtime::ListenAddress& address) {
  return socket(socket_address(address).storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

std::uint16_t local_port(int socket) {
  SocketAddress local;
  getsockname(socket, local.get(), &local.size);
  return local.port();
}

std::uint16_t peer_port(int socket) {
  SocketAddress peer;
  getpeername(socket, peer.get(), &peer.size);
  return peer.port();
}

std::string peer_address(int socket) {
  SocketAddress peer;
  if (getpeername(socket, peer.get(), &peer.size) != 0) return "";
  std::array<char, INET6_ADDRSTRLEN> text{};
  auto& six = reinterpret_cast<sockaddr_in6&>(peer.storage).sin6_addr;
  if (peer.storage.ss_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<sockaddr_in&>(peer.storage).sin_addr, text.data(), text.size());
    return text.data();
  }
  if (IN6_IS_ADDR_V4MAPPED(&six)) {
    inet_ntop(AF_INET, &six.s6_addr[12], text.data(), text.size());
    return text.data();
  }
  std::fill(six.s6_addr + 8, six.s6_addr + 16, 0);
  inet_ntop(AF_INET6, &six, text.data(), text.size());
  return text.data() + std::string("/64");
}

}  // namespace turnout::rpc
