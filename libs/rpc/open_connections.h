// The connections that gRPC holds: how many, from where, and how much each has sent lately.
//
// gRPC does not tell when it closes a connection. A connection counts as open while its descriptor belongs to the same socket.
// Not thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace turnout::rpc {

class OpenConnections {
 public:
  // `address` as peer_address() in socket_address.h names it.
  void add(int descriptor, const std::string& address);
  void forget_closed();

  std::size_t size() const { return open_.size(); }
  std::size_t from(const std::string& address) const;

  // Begins a new period. What a connection has sent lately is what it sent in this period and the one before.
  void begin_period();
  // Ends the connection that has sent the most lately, and those that have sent at least half as much. Returns their
  // addresses: empty if none has sent 32 KiB. Clients get UNAVAILABLE and connect again.
  std::vector<std::string> end_largest_senders();
  void end_all();

 private:
  struct Connection {
    int descriptor;
    std::uint64_t socket;  // the kernel's number of it, never used twice
    std::string address;
    std::array<std::uint64_t, 2> received_before{};  // at the begin of the period before, and of this one
  };

  std::vector<Connection> open_;
  std::map<std::string, std::size_t> by_address_;
};

}  // namespace turnout::rpc
