// Serves the metrics over HTTP at /metrics, including those of the process (process_metrics.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "telemetry/metrics.h"

namespace turnout::telemetry {

// Listens from construction to destruction, with its own thread. A client has 2 s to send its request, and 2 s to take the
// answer; of more than 64 connections the oldest is closed. The Metrics must outlive it.
class Exposer {
 public:
  // `address` as in runtime/listen_address.h; port 0 = any free one. Throws std::invalid_argument for an address
  // that is not loopback and std::runtime_error when it cannot listen there.
  Exposer(std::string_view address, const Metrics& metrics);
  ~Exposer();

  std::uint16_t port() const;

 private:
  class Listener;
  std::unique_ptr<Listener> listener_;
};

}  // namespace turnout::telemetry
