// A server's side of TLS: clients must show a certificate of their own, and the server's can be renewed.
#pragma once

#include <grpc/grpc_security.h>
#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <mutex>
#include <string>

#include "tls/certificates.h"

namespace turnout::rpc {

// For one server. Each connection is made with the certificates that hold when it begins, and keeps them: a
// renewal breaks none. Thread-safe.
//
// Not gRPC's own watcher of files (FileWatcherCertificateProvider of 1.51): it takes a certificate and a key
// that do not fit together, and then has none until the next change.
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

  // gRPC asks before every handshake.
  static grpc_ssl_certificate_config_reload_status fetch(void* self,
                                                         grpc_ssl_server_certificate_config** config);

  std::mutex mutex_;
  tls::Certificates certificates_;
  bool fetched_ = false;
  grpc_server_credentials* credentials_;
};

}  // namespace turnout::rpc
