// TLS on the server side: every client must show a certificate. The server's certificate can be renewed.
#pragma once

#include <grpc/grpc_security.h>
#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <mutex>
#include <string>

#include "tls/certificates.h"

namespace turnout::rpc {

// For one server. A connection uses the certificates that are current when it begins, and keeps them: a renewal
// breaks no connection. Thread-safe.
//
// gRPC's own FileWatcherCertificateProvider (1.51) is not used: it accepts a certificate and a key that do not
// fit together, and then has none until the next change.
class MutualTls final : public grpc::ServerCredentials {
 public:
  // `certificates` as tls::valid_until() takes them.
  explicit MutualTls(tls::Certificates certificates);
  ~MutualTls() override;
  MutualTls(const MutualTls&) = delete;
  MutualTls& operator=(const MutualTls&) = delete;

  void renew(tls::Certificates certificates);

 private:
  int AddPortToServer(const std::string& address, grpc_server* server) override;
  void SetAuthMetadataProcessor(const std::shared_ptr<grpc::AuthMetadataProcessor>&) override {}

  // gRPC calls this before every handshake.
  static grpc_ssl_certificate_config_reload_status fetch(void* self,
                                                         grpc_ssl_server_certificate_config** config);

  std::mutex mutex_;
  tls::Certificates certificates_;
  bool fetched_ = false;
  grpc_server_credentials* credentials_;
};

}  // namespace turnout::rpc
