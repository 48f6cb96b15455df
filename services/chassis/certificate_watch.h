// Loads renewed certificates while the service runs.
//
// Files that do not fit together or are incomplete are refused. The reason is logged once, and the old certificates
// stay in use.
//
// Not thread-safe: on the io_context's thread.
#pragma once

#include <memory>
#include <string>

#include "rpc/mutual_tls.h"
#include "telemetry/metrics.h"
#include "tls/certificates.h"

namespace turnout::chassis {

class CertificateWatch {
 public:
  // Throws geo::DataError for invalid files. Without files it does nothing.
  CertificateWatch(tls::Files files, telemetry::Metrics& metrics);

  // Call it once a second.
  void poll();

  // For the service's server; null without TLS.
  std::shared_ptr<rpc::MutualTls> tls() const { return tls_; }

 private:
  void take_over_changes();

  const tls::Files files_;
  telemetry::Metrics& metrics_;
  tls::Certificates seen_;
  std::string refused_;  // the last reason; empty when the files are valid
  std::shared_ptr<rpc::MutualTls> tls_;
};

}  // namespace turnout::chassis
