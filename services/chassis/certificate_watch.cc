#include "chassis/certificate_watch.h"

#include <utility>

#include "geo/data_error.h"
#include "runtime/log.h"

namespace turnout::chassis {

CertificateWatch::CertificateWatch(tls::Files files, telemetry::Metrics& metrics)
    : files_(std::move(files)), metrics_(metrics) {
  if (!files_.given()) return;
  seen_ = tls::read(files_);
  metrics_.set_certificate_expiry(tls::valid_until(seen_, files_));
  tls_ = std::make_shared<rpc::MutualTls>(seen_);
}

void CertificateWatch::poll() {
  if (!tls_) return;
  try {
    take_over_changes();
  } catch (const geo::DataError& error) {
    if (std::exchange(refused_, error.what()) == error.what()) return;
    log::error("changed certificates refused, keeping the old ones", {{"reason", refused_}});
  }
}

void CertificateWatch::take_over_changes() {
  const tls::Certificates before = std::exchange(seen_, {});
  seen_ = tls::read(files_);
  if (seen_ == before) return;
  const auto expiry = tls::valid_until(seen_, files_);
  tls_->renew(seen_);
  metrics_.set_certificate_expiry(expiry);
  refused_.clear();
  log::info("renewed certificates taken over",
            {{"expires_at_ms", std::chrono::milliseconds(expiry.time_since_epoch()).count()}});
}

}  // namespace turnout::chassis
