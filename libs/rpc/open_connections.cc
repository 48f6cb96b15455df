#include "rpc/open_connections.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>

namespace turnout::rpc {
namespace {

constexpr std::uint64_t kLeastToBlame = std::uint64_t{32} * 1024;

// 0 if the descriptor is no socket (any more).
std::uint64_t socket_of(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0 || !S_ISSOCK(status.st_mode)) return 0;
  return status.st_ino;
}

std::uint64_t received(int descriptor) {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return 0;
  return info.tcpi_bytes_received;
}

}  // namespace

void OpenConnections::add(int descriptor, const std::string& address) {
  open_.push_back({.descriptor = descriptor, .socket = socket_of(descriptor), .address = address});
  ++by_address_[address];
}

void OpenConnections::forget_closed() {
  std::erase_if(open_, [this](const Connection& connection) {
    if (socket_of(connection.descriptor) == connection.socket) return false;
    const auto count = by_address_.find(connection.address);
    if (--count->second == 0) by_address_.erase(count);
    return true;
  });
}

std::size_t OpenConnections::from(const std::string& address) const {
  const auto count = by_address_.find(address);
  return count == by_address_.end() ? 0 : count->second;
}

void OpenConnections::begin_period() {
  for (Connection& connection : open_) {
    connection.received_before = {connection.received_before[1], received(connection.descriptor)};
  }
}

std::vector<std::string> OpenConnections::end_largest_senders() {
  forget_closed();
  const auto lately = [](const Connection& connection) {
    return received(connection.descriptor) - connection.received_before[0];
  };
  std::uint64_t largest = 0;
  for (const Connection& connection : open_) largest = std::max(largest, lately(connection));
  std::vector<std::string> ended;
  if (largest < kLeastToBlame) return ended;
  for (const Connection& connection : open_) {
    if (lately(connection) < largest / 2) continue;
    shutdown(connection.descriptor, SHUT_RDWR);
    ended.push_back(connection.address);
  }
  return ended;
}

void OpenConnections::end_all() {
  forget_closed();
  for (const Connection& connection : open_) shutdown(connection.descriptor, SHUT_RDWR);
}

}  // namespace turnout::rpc
