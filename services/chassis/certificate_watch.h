// Takes renewed certificates over while the service runs.
//
// Files that do not fit together, or are half written, are refused with their sentence in the log, once, and
// the certificates that hold go on.
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
  // Throws geo::DataError for files that are not fit. Without files it does nothing.
  CertificateWatch(tls::Files files, telemetry::Metrics& metrics);

  // Once a second.
  void poll();

  // For the service's server; null without TLS.
  std::shared_ptr<rpc::MutualTls> tls() const { return tls_; }

 private:
  void take_over_changes();

  const tls::Files files_;
  telemetry::Metrics& metrics_;
  tls::Certificates seen_;
  std::string refused_;  // the last sentence; empty when the files are fit
  std::shared_ptr<rpc::MutualTls> tls_;
};

}  // namespace turnout::chassis
