// Serves the metrics over HTTP at /metrics, including those of the process (process_metrics.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "telemetry/metrics.h"

namespace prometheus {
class Collectable;
class Exposer;
}  // namespace prometheus

namespace turnout::telemetry {

// Listens from construction to destruction, with its own threads. The Metrics must outlive it.
class Exposer {
 public:
  // `address` as in runtime/listen_address.h; port 0 = any free one. Throws std::invalid_argument for an address
  // that is not loopback and std::runtime_error when it cannot listen there.
  Exposer(std::string_view address, const Metrics& metrics);
  ~Exposer();

  std::uint16_t port() const;

 private:
  std::string host_;
  std::shared_ptr<prometheus::Collectable> process_;
  std::unique_ptr<prometheus::Exposer> exposer_;
};

}  // namespace turnout::telemetry
