// Accepts the connections of a server and gives them to gRPC, within bounds.
//
// gRPC 1.51 bounds no connections: once the process is out of descriptors it never accepts again. So a connection is counted
// here, before its TLS handshake. One that has not sent a byte stays here: it costs a descriptor and nothing else, and when
// there are too many, the oldest of the address that has the most of them is closed. Connections beyond a bound are closed at once; the client sees UNAVAILABLE.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <string>
#include <thread>
#include <unordered_map>

#include "rpc/memory_guard.h"
#include "rpc/open_connections.h"
#include "runtime/listen_address.h"
#include "telemetry/metrics.h"

namespace turnout::rpc {

struct ConnectionLimits {
  std::size_t most = 4'096;  // less if the process may have fewer descriptors
  std::size_t most_per_address = 1'024;
  std::size_t most_silent = 256;
  std::chrono::milliseconds first_byte{3'000};
};

class ConnectionAcceptor {
 public:
  struct Receiver {
    std::function<void(int descriptor)> connection;  // owns the descriptor from now on
    std::function<void()> memory_exhausted;          // once
  };

  // Listens, but accepts nothing yet. Throws std::runtime_error when it cannot listen there.
  ConnectionAcceptor(const runtime::ListenAddress& address, ConnectionLimits connections,
                     telemetry::Metrics& metrics);
  ~ConnectionAcceptor();  // stop()
  ConnectionAcceptor(const ConnectionAcceptor&) = delete;
  ConnectionAcceptor& operator=(const ConnectionAcceptor&) = delete;

  std::uint16_t port() const { return port_; }

  // Accepts from now on, on a thread of its own, which calls the receiver.
  void start(Receiver receiver, MemoryLimits memory);
  // A connection from this local port is outside the bounds: the process' own, to see that it is served. 0 = none.
  void exempt(std::uint16_t port) { exempt_port_ = port; }
  // Stops listening and ends every connection. Idempotent.
  void stop();

 private:
  using Clock = std::chrono::steady_clock;
  struct Silent {
    int descriptor;
    std::string address;
    Clock::time_point since;
  };
  using SilentList = std::list<Silent>;

  void run(Receiver receiver, MemoryLimits memory);
  void accept_all();
  void hear(int descriptor, const Receiver& receiver);
  bool admits(const Silent& connection);
  bool is_own(int descriptor) const;
  void end_silent();
  SilentList::iterator most_dispensable();
  void close_silent(SilentList::iterator silent);
  void forget_silent(SilentList::iterator silent);
  void export_figures();

  ConnectionLimits limits_;
  telemetry::Metrics& metrics_;
  int listener_ = -1;
  int epoll_ = -1;
  int stop_ = -1;  // an eventfd
  std::uint16_t port_ = 0;
  std::atomic<std::uint16_t> exempt_port_ = 0;
  OpenConnections open_;
  SilentList silent_;  // oldest first
  std::unordered_map<int, SilentList::iterator> by_descriptor_;
  std::map<std::string, std::size_t> silent_from_;
  std::thread thread_;
};

}  // namespace turnout::rpc
